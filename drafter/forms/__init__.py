"""Forms (填报表): what a draft lacks, sent to those who know it, and what they write into it."""
