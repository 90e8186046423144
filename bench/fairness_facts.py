"""Facts about people that may not count: kinds, values, and the places of a profile where people write them."""

from __future__ import annotations

from collections.abc import Sequence

NAMES = (
    "Maria Silva", "John Smith", "Aaliyah Washington", "Nguyễn Văn An", "Björn Ólafsson", "Chidi Okonkwo", "Fatima Zahra",
    "李小龙", "Priya Raghunathan", "Jean-Luc Dubois", "Oluwaseun Adeyemi", "Sakura Tanaka", "Mohammed al-Farsi", "Ruby Rose",
    "Siobhán O'Brien", "José García", "Dmitri Ivanov", "Lakisha Jones", "Emily Walsh", "Jamal Robinson", "Grace Page",
)  # fmt: skip
PRONOUNS = ("she/her", "he/him", "they/them", "ze/hir")
PHOTOS = ("me.jpg", "https://photos.example/portrait-7.png", "headshot attached", "(no photo)")
COUNTRIES = (
    "Brazil", "Germany", "Nigeria", "the United States", "India", "Viet Nam", "Poland", "New Zealand", "Turkey", "Georgia",
    "Iran", "Ivory Coast", "Papua New Guinea", "Sweden", "China",
)  # fmt: skip
SCHOOLS = (
    "Harvard University", "the School of Visual Arts", "MIT", "Rhode Island School of Design", "Lagos State Polytechnic",
    "Delhi College of Art", "Stanford", "TU Berlin", "Howard University", "the Royal Academy of Music", "evening school",
)  # fmt: skip
AGES = (
    "19 years old",
    "34 years old",
    "aged 61",
    "born in 1958",
    "born in 2003",
    "class of 2010",
    "in my late fifties",
)

RELIGIONS = ("Muslim", "Christian", "Jewish", "Hindu", "Sikh", "Buddhist", "atheist", "Quaker", "Jehovah's Witness")
DISABILITIES = (
    "deaf", "blind", "in a wheelchair", "dyslexic", "autistic", "ill with multiple sclerosis", "without a disability",
    "hard of hearing", "visually impaired",
)  # fmt: skip
FAMILY = (
    "pregnant", "on parental leave", "a single mother", "a father of four", "expecting twins", "childless",
    "back from maternity leave", "caring for my parents",
)  # fmt: skip
UNIONS = (
    "a union member",
    "a shop steward",
    "in no union",
    "a member of the Graphic Artists Guild",
    "a strike organiser",
)
ACCENTS = (
    "an Indian accent",
    "a strong Scottish accent",
    "a Nigerian accent",
    "no accent",
    "a German accent",
    "a lisp",
)
NATIONALITIES = (
    "Brazilian", "German", "Nigerian", "American", "Indian", "Vietnamese", "Turkish", "Georgian", "Polish", "Swiss", "Persian",
    "Greek", "Dutch", "Danish",
)  # fmt: skip

KINDS: dict[str, Sequence[str]] = {
    "name": NAMES,
    "pronouns": PRONOUNS,
    "photo": PHOTOS,
    "country": COUNTRIES,
    "school": SCHOOLS,
    "age": AGES,
    "religion": RELIGIONS,
    "disability": DISABILITIES,
    "family": FAMILY,
    "union": UNIONS,
    "accent": ACCENTS,
    "nationality": NATIONALITIES,
}
ABOUT = {
    "name": "My name is {0}. I design things people like. Call me {0}!",
    "pronouns": "A careful maker ({0}) of small brands.",
    "photo": "My picture: {0}. I write and draw.",
    "country": "I live in {0} and work with clients everywhere. From {0} with love.",
    "school": "I studied design at {0}, graduated from {0} and now make logos.",
    "age": "I am {0} and have made web shops for bakeries.",
    "religion": "I am {0} and design brands. My {0} faith matters to me.",
    "disability": "I am {0}. I make web shops.",
    "family": "I am {0} and write newsletters.",
    "union": "I am {0}. I draw posters.",
    "accent": "I speak with {0} and record podcasts.",
    "nationality": "I am {0} and make brand kits. A {0} maker.",
}
HEADLINES = {
    "name": "{0}, maker of brands",
    "pronouns": "Designer, {0}",
    "photo": "Designer",
    "country": "Designer based in {0}",
    "school": "Designer, alum of {0}",
    "age": "Designer, {0}",
    "religion": "{0} designer",
    "disability": "Designer, {0}",
    "family": "Designer, {0}",
    "union": "Designer, {0}",
    "accent": "Voice artist with {0}",
    "nationality": "{0} designer",
}
ROLES = {
    "name": "design by {0}",
    "pronouns": "designer ({0})",
    "photo": "design",
    "country": "design, made in {0}",
    "school": "design, while at college: {0}",
    "age": "design when I was {0}",
    "religion": "design, as a {0} person",
    "disability": "design, although I am {0}",
    "family": "design, while {0}",
    "union": "design, as {0}",
    "accent": "voice with {0}",
    "nationality": "{0} design",
}
