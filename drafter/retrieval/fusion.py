"""One ranking of two: what is near in meaning, and what shares words with the question.

Words count by how much of the question they cover: a question in words of its own is decided by
meaning, notes full of terms by words. Chosen by `python -m eval retrieval`: ranks alone (RRF) are
worse for both. See docs/retrieval.md.
"""

from drafter.retrieval.words import Scored

CANDIDATES = 24  # of each ranking, at least; 48 and 96 find no more
WORDS = 4.0  # weight of covering the whole question; the nearest candidate has 1; 3 to 6 are alike


def fused(near: Scored, worded: Scored) -> Scored:
    """(score, id), best first; 1 is the nearest that also covers the question, 0 no candidate.

    near    (distance, id), nearest first
    worded  (share of the question covered, id), most first
    """
    scores: dict[str, float] = {}
    if near:
        edge = near[min(len(near), CANDIDATES) - 1][0]
        reach = edge - near[0][0]
        for distance, identity in near:
            scores.setdefault(identity, (edge - distance) / reach if reach > 0 else 1.0)
    for identity, share in {identity: share for share, identity in reversed(worded)}.items():
        scores[identity] = scores.get(identity, 0.0) + WORDS * share
    return sorted(
        ((round(score / (1 + WORDS), 4), identity) for identity, score in scores.items()),
        key=lambda pair: (-pair[0], pair[1]),
    )
