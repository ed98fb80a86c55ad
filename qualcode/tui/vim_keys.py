"""A key map for hands that know vim: h j k l, w b, g G, v and V, y, x, u and Ctrl+R, Ctrl+D and Ctrl+U.

Small letters move, capitals of the same letters grow and shrink the selection. What sat on these letters before has
another key here. The keys without letters (arrows, function keys, Ctrl+Z) stay as well.
"""

from __future__ import annotations

VIM: dict[str, str] = {
    # moving
    "transcript.next-sentence": "j,down",
    "transcript.previous-sentence": "k,up",
    "transcript.next-word": "w,right",
    "transcript.previous-word": "b,left",
    "transcript.next-character": "l,alt+right,ctrl+right",
    "transcript.previous-character": "h,alt+left,ctrl+left",
    "transcript.next-turn": "right_curly_bracket,ctrl+down",
    "transcript.previous-turn": "left_curly_bracket,ctrl+up",
    "transcript.page-down": "ctrl+d,ctrl+f,pagedown",
    "transcript.page-up": "ctrl+u,ctrl+b,pageup",
    "transcript.first-sentence": "g,home,ctrl+home",
    "transcript.last-sentence": "G,end,ctrl+end",
    "transcript.next-uncoded-turn": "apostrophe",
    "transcript.previous-uncoded-turn": "quotation_mark",
    # selecting: v begins, capitals grow and shrink
    "transcript.select-sentence": "v,s",
    "transcript.select-turn": "V,t",
    "transcript.extend-sentence": "J,shift+down",
    "transcript.shrink-sentence": "K,shift+up",
    "transcript.extend-word": "W,shift+right",
    "transcript.shrink-word": "B,shift+left",
    "transcript.extend-character": "L,greater_than_sign,alt+shift+right,ctrl+shift+right",
    "transcript.shrink-character": "H,less_than_sign,alt+shift+left,ctrl+shift+left",
    "transcript.copy": "y,ctrl+c",
    # what had to give way
    "set-weight": "percent_sign",
    "mark-complete": "Z",
    "to-codes": "T",
    "toggle-here": "I",
    "go-to-place": "colon",
    "find": "slash",
    "join-codings": "U",
    "dim-interviewers": "D",
    # lists
    "list.next": "j,down",
    "list.previous": "k,up",
    "list.page-down": "ctrl+d,ctrl+f,pagedown",
    "list.page-up": "ctrl+u,ctrl+b,pageup",
    "list.last": "G,end",
    "codes.fold": "h,left",
    "codes.unfold": "l,right",
    "retired-codes": "H",
    # the codebook
    "codebook-fold": "h,left",
    "codebook-unfold": "l,right",
    "codebook-retired": "H",
    # other places
    "memos-kind": "K",
    "history-kind": "K",
}
