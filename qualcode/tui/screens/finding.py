"""Finding words from the reading screen: the line below the text, the hits in it, and the way from hit to hit."""

from __future__ import annotations

from textual.worker import get_current_worker

from qualcode.errors import InvalidValue, QualcodeError
from qualcode.text.finding import Finder
from qualcode.text.quotes import shortened
from qualcode.tui.finding import Elsewhere, Found, next_document, search
from qualcode.tui.notices import guarded, report
from qualcode.tui.screens.drawing import Drawing
from qualcode.tui.widgets.find_line import FindLine
from qualcode.tui.widgets.lines import StatusLine

QUOTE_LENGTH = 24


class Finding(Drawing):
    """Looks for words in a thread, and goes from hit to hit."""

    _finder: Finder | None = None
    _found: Found | None = None  # None while nothing is known yet
    _search = 0  # which search the answers that come are of
    _counted: dict[int, int] | None = None  # document → number of hits, once all were looked through
    _step_waiting = 0  # a step to the next hit that was wanted before there was one
    _begin_at: int | None = None  # an offset to step from, at the edge of a document that was just opened
    _cursor_at_hit = -1  # where the last step to a hit put the cursor

    @property
    def find_line(self) -> FindLine:
        """The line in which words are typed."""
        return self.query_one(FindLine)

    def action_find(self) -> None:
        """Open the line."""
        self.find_line.open_line()

    def on_find_line_left(self) -> None:
        """Close the line; the hits stay marked."""
        self.find_line.close_line()
        self.view.focus()
        if self._found is not None and self._found.hits.spans:
            self._tell("n next, N previous, Esc ends")

    @guarded
    def on_find_line_changed(self) -> None:
        """Look for what is typed now."""
        self.stop_finding()
        query = self.find_line.query_typed
        if not query.words:
            return
        try:
            self._finder = Finder(query)
        except InvalidValue as error:
            self.find_line.show_count(str(error), is_wrong=True)
            return
        self._look()

    def on_transcript_view_finding_ended(self) -> None:
        """Mark nothing any more."""
        self.stop_finding()

    @guarded
    def on_find_line_walked(self, message: FindLine.Walked) -> None:
        """Go to the next hit or the one before."""
        self._walk(message.step)

    @guarded
    def action_walk_hits(self, step: int) -> None:
        """Go to the next hit or the one before; with nothing to look for, ask for it."""
        if self._finder is None:
            self.action_find()
        else:
            self._walk(step)

    @property
    def has_hits(self) -> bool:
        """Whether hits are marked in the text."""
        return self._finder is not None

    def stop_finding(self) -> None:
        """Look for nothing any more, and mark nothing."""
        self._search += 1
        self._finder = self._found = self._counted = self._begin_at = None
        self._step_waiting = 0
        self.workers.cancel_group(self, "finding")
        if self.view.has_hits:
            self.view.set_hits([])
        self.find_line.show_count("")

    def find_in_opened(self) -> None:
        """Another document was opened: mark the hits in it."""
        if self._finder is not None:
            before, self._found = self._found, None
            self._look(before)

    # -- within

    def _look(self, before: Found | None = None) -> None:
        """Search in a thread; what is known of other documents from `before` is not looked for again."""
        finder, document = self._finder, self.desk.document
        if finder is None or document is None:
            return
        others = self._elsewhere(document.id, before) if self.find_line.everywhere else None
        text = self.desk.text
        self._search += 1
        number = self._search

        def look() -> None:
            worker = get_current_worker()
            try:
                for found in search(finder, text, lambda: not worker.is_cancelled, others):
                    if worker.is_cancelled:
                        return
                    self.app.call_from_thread(self._take_found, number, found)
            except QualcodeError as error:
                if not worker.is_cancelled:
                    self.app.call_from_thread(self._tell_failed, number, error)

        self.run_worker(look, thread=True, exclusive=True, group="finding", exit_on_error=False)

    def _elsewhere(self, here: int, before: Found | None) -> Elsewhere:
        path = self.desk.project.path
        documents = [document.id for document in self.desk.study.documents if document.id != here]
        if before is None or not before.is_done or self._counted is None:
            return Elsewhere(path, documents)
        return Elsewhere(
            path, (), {each: self._counted[each] for each in documents if self._counted.get(each)}
        )

    def _take_found(self, number: int, found: Found) -> None:
        document = self.desk.document
        if number != self._search or document is None:
            return
        is_first, self._found = self._found is None, found
        if is_first:
            self.view.set_hits(found.hits.spans)
        if found.everywhere and found.is_done:
            self._counted = {**found.elsewhere, document.id: len(found.hits.spans)}
        self._show_count()
        if self._step_waiting:
            step, self._step_waiting = self._step_waiting, 0
            self._walk(step)

    def _tell_failed(self, number: int, error: QualcodeError) -> None:
        if number == self._search:
            self._finder = None
            self.find_line.show_count(str(error), is_wrong=True)
            if not self.find_line.is_open:
                report(self.app, error)

    @guarded
    def _walk(self, step: int) -> None:
        found = self._found
        if found is None:
            self._step_waiting = step if self._finder is not None else 0
            return
        place = found.hits.after(self._from(step)) if step > 0 else found.hits.before(self._from(step))
        if place is not None:
            self._go_to_hit(place)
        elif not found.is_done:
            self._step_waiting = step
        elif not self._to_other_document(found, step):
            self._go_round(found, step)

    def _from(self, step: int) -> int:
        """Return the offset from which the next hit is looked for: the hit one is at, else the cursor."""
        if self._begin_at is not None:
            return self._begin_at
        hit, cursor = self.view.current_hit, self.view.cursor
        if hit is not None and cursor.start == self._cursor_at_hit:
            return hit.start
        return cursor.start - 1 if step > 0 else cursor.end

    def _go_to_hit(self, place: int) -> None:
        assert self._found is not None
        self.view.go_to_hit(*self._found.hits.spans[place])
        self._cursor_at_hit, self._begin_at = self.view.cursor.start, None
        self._show_count()

    def _to_other_document(self, found: Found, step: int) -> bool:
        """Go on in the nearest other document with hits; say whether there is one."""
        document = self.desk.document
        if document is None:
            return False
        order = [each.id for each in self.desk.study.documents]
        number = next_document(order, document.id, found.elsewhere, step)
        other = next((each for each in self.desk.study.documents if each.id == number), None)
        if other is None:
            return False
        self.open_document(other)
        self._begin_at = -1 if step > 0 else len(self.desk.text) + 1
        self._step_waiting = step
        return True

    def _go_round(self, found: Found, step: int) -> None:
        if not found.hits.spans:
            self._tell("Esc ends")
            return
        self._go_to_hit(0 if step > 0 else len(found.hits.spans) - 1)
        if len(found.hits.spans) > 1:
            self._tell("from the top again" if step > 0 else "from the end again")

    def _show_count(self) -> None:
        told = self._told()
        self.find_line.show_count(told)
        if not self.find_line.is_open and self.view.current_hit is not None:
            self._tell("n next, N previous, Esc ends")

    def _tell(self, more: str) -> None:
        words = shortened(self._finder.query.words, QUOTE_LENGTH) if self._finder else ""
        self.query_one(StatusLine).tell(f"“{words}”: {self._told()} · {more}")

    def _told(self) -> str:
        if self._found is None:
            return ""
        hit = self.view.current_hit
        place = self._found.hits.after(hit.start - 1) if hit is not None else None
        return self._found.told(place)
