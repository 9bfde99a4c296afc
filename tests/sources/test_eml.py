"""Electronic mail."""

from email.message import EmailMessage

from dragoman.record import Problem

BODY = "Both ministers met in Brussels and agreed to hold talks on fisheries twice a year, officials of both said.\n"


def message(body: str = BODY, markup: str = "") -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = (
        "Fish – talks",
        "Jane Doe <j@p.example>",
        "Wed, 29 Jun 2022 08:00:00 +0000",
    )
    mail.set_content(body)
    if markup:
        mail.add_alternative(markup, subtype="html")
    return mail


def test_a_message_tells_subject_sender_day_and_text(read) -> None:
    (document,) = read("a.eml", message().as_bytes())
    assert document.text == f"Fish – talks\n\n{BODY.strip()}"
    assert (document.title, document.author, document.published) == ("Fish – talks", "Jane Doe", "2022-06-29")
    assert (document.published_by, document.format) == ("metadata", "eml")


def test_the_html_part_is_read_where_the_plain_one_only_points_to_it(read) -> None:
    (document,) = read("a.eml", message("See your browser.\n", f"<p>{BODY}</p><p>More.</p>").as_bytes())
    assert document.text == f"Fish – talks\n\n{BODY.strip()}\n\nMore."


def test_quoted_replies_and_signatures_are_boilerplate(read) -> None:
    (document,) = read(
        "a.eml", message(BODY + "\n> An older message said something else.\n\n-- \nJane Doe\nThe Paper\n").as_bytes()
    )
    roles = {document.text[p.start : p.end]: p.role for p in document.passages}
    assert roles["> An older message said something else."] == roles["The Paper"] == "boilerplate"
    assert roles[BODY.strip()] == "content"


def test_attachments_are_no_text(read) -> None:
    mail = message()
    mail.add_attachment(b"\x00\x01secret", maintype="application", subtype="octet-stream", filename="a.bin")
    (document,) = read("a.eml", mail.as_bytes())
    assert "secret" not in document.text


def test_what_is_no_message_or_has_no_text_is_a_problem(read) -> None:
    assert isinstance(read("a.eml", "just words")[0], Problem)
    assert isinstance(read("b.eml", "Subject: x\n\n")[0], Problem)
