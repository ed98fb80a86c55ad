"""Participants for speakers that stand for nobody yet: which would be made, for whom, before any is made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcode.model import Document, Participant, Speaker
from qualcode.text.interviewers import interviewers
from qualcode.text.lexicon import ROLES
from qualcode.text.wording import counted

if TYPE_CHECKING:
    from qualcode.api import Project


@dataclass(frozen=True, slots=True)
class Proposal:
    """A participant for some speakers. `known` is the one of that name that is there already."""

    name: str
    speakers: tuple[Speaker, ...]
    known: Participant | None = None
    asks: bool = False  # reads like an interviewer
    is_chosen: bool = True


def propose(
    speakers: Iterable[Speaker],
    asking: Collection[int],
    documents: Mapping[int, Document],
    people: Iterable[Participant],
) -> list[Proposal]:
    """Return a participant for each speaker; those who ask (see `asking_speakers`) come last and are not chosen.

    A name or code that comes back in several documents is taken for one person; a label that says only which part
    somebody has (Respondent, B) for another one in each document, who is named after it.
    """
    by_label: dict[tuple[str, bool], list[Speaker]] = {}
    for speaker in speakers:
        by_label.setdefault((speaker.label, speaker.id in asking), []).append(speaker)
    known = {each.name: each for each in people}
    proposals: list[Proposal] = []
    for (label, asks), group in by_label.items():
        if asks:
            proposals.append(Proposal(label, tuple(group), known.get(label), asks=True, is_chosen=False))
        elif says_only_the_part(label):
            proposals += per_document(group, documents, known)
        else:
            proposals.append(Proposal(label, tuple(group), known.get(label)))
    return sorted(proposals, key=lambda proposal: proposal.asks)


def asking_speakers(speakers: Iterable[Speaker]) -> set[int]:
    """Return the row numbers of the speakers whose labels, beside the others of the document, are interviewers'."""
    by_document: dict[int, list[Speaker]] = {}
    for speaker in speakers:
        by_document.setdefault(speaker.document_id, []).append(speaker)
    found: set[int] = set()
    for group in by_document.values():
        labels = interviewers(speaker.label for speaker in group)
        found.update(speaker.id for speaker in group if speaker.label in labels)
    return found


def says_only_the_part(label: str) -> bool:
    """Whether a label tells the part somebody has, not who it is: `Respondent`, `B`, `R:`."""
    letters = "".join(character for character in label.casefold() if character.isalnum())
    return len(letters) == 1 or letters.startswith(ROLES)


def per_document(
    speakers: Iterable[Speaker], documents: Mapping[int, Document], known: Mapping[str, Participant]
) -> list[Proposal]:
    """Return a participant for each document, named after it."""
    groups: dict[int, list[Speaker]] = {}
    for speaker in speakers:
        groups.setdefault(speaker.document_id, []).append(speaker)
    return [
        Proposal(documents[number].name, tuple(group), known.get(documents[number].name))
        for number, group in groups.items()
    ]


def divided(
    proposals: Sequence[Proposal],
    place: int,
    documents: Mapping[int, Document],
    people: Iterable[Participant],
) -> list[Proposal]:
    """Return proposals with one person of several documents made several people, or several made one again."""
    chosen = proposals[place]
    known = {each.name: each for each in people}
    label = chosen.speakers[0].label
    if len({speaker.document_id for speaker in chosen.speakers}) > 1:
        parts = [replace(each, asks=chosen.asks) for each in per_document(chosen.speakers, documents, known)]
        return [*proposals[:place], *parts, *proposals[place + 1 :]]
    same = [each for each in proposals if each.speakers[0].label == label]
    whole = Proposal(label, tuple(s for each in same for s in each.speakers), known.get(label), chosen.asks)
    first = proposals.index(same[0])
    rest = [each for each in proposals if each not in same]
    return [*rest[:first], whole, *rest[first:]]


def carry_out(project: Project, proposals: Iterable[Proposal]) -> str:
    """Make and link the participants chosen, as one action; return what was done in words, empty for nothing.

    Proposals of one name become one participant.
    """
    chosen = [proposal for proposal in proposals if proposal.is_chosen]
    if not chosen:
        return ""
    there = {proposal.name: proposal.known for proposal in chosen if proposal.known}
    with project.action("participant", "made participants for speakers") as action:
        made = 0
        for proposal in chosen:
            person = there.get(proposal.name)
            if person is None:
                person = project.participants.add(proposal.name)
                there[proposal.name] = person
                made += 1
            project.participants.link_speakers(proposal.speakers, person)
        speakers = sum(len(proposal.speakers) for proposal in chosen)
        action.summary = told(made, speakers, len(there))
        return action.summary


def told(made: int, speakers: int, participants: int) -> str:
    """Say in words how many participants were made, and how many speakers linked."""
    linked = f"linked {counted(speakers, 'speaker')} to {counted(participants, 'participant')}"
    return f"made {counted(made, 'participant')} and {linked}" if made else linked
