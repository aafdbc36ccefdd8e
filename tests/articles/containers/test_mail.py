"""Mails, mailboxes and pages saved as MHTML, written as their programs write them."""

import email.message
import email.policy
import mailbox
import plistlib
import quopri
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart

import pytest

from sinorus_claims.articles.containers.mail import read_mail
from sinorus_claims.articles.files import opening
from sinorus_claims.articles.mapping import assemble
from sinorus_claims.config import ArticleSettings
from sinorus_claims.errors import ReadError

from ..reading import inner, page, written

SETTINGS = ArticleSettings()


@pytest.fixture(autouse=True)
def _in_this_process(request, monkeypatch):
    # A child for every test takes seconds; the hostile mails go through it.
    if "bad_input" not in request.keywords:
        monkeypatch.setattr(opening, "RISKY", frozenset())


def mail(subject="Pier closed in Lunmark", sender="The Lunmark Post <news@lunmarkpost.example>"):
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = subject
    message["From"] = sender
    message["To"] = "reader@home.example"
    message["Date"] = "Mon, 04 May 2026 07:30:00 +0200"
    message["Message-ID"] = "<1@lunmarkpost.example>"
    return message


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_a_newsletter_is_an_article_of_its_date(tmp_path, body, encoding):
    message = mail()
    message.set_content(body, cte=encoding)
    (found,), skipped = written(tmp_path, "a.eml", message.as_bytes())
    assert found.text == body
    assert (found.title, found.outlet) == ("Pier closed in Lunmark", "The Lunmark Post")
    assert found.published == "2026-05-04T07:30:00+02:00"
    assert found.origins["published"] == "Date of the mail"
    assert found.byline is None
    assert skipped == []


def test_offsets_are_those_of_the_decoded_part(body):
    message = mail()
    message.set_content(body, cte="quoted-printable", charset="utf-8")
    (raw,) = read_mail("a.eml", message.as_bytes(), SETTINGS)
    text, segments = assemble(raw.source, raw.pieces)
    assert text == body
    for s in segments:
        shown = text[s.text.start : s.text.end]
        assert raw.source[s.source.start : s.source.end].replace("\r\n", "\n") == shown
    assert raw.notes[0].startswith("offsets: in the decoded text part")


def test_the_html_is_taken_unless_it_holds_less(tmp_path, paragraphs, body):
    message = mail()
    message.set_content("See this mail in your browser.")
    message.add_alternative(page(paragraphs), subtype="html")
    (found,), _ = written(tmp_path, "a.eml", message.as_bytes())
    assert found.text == body
    message = mail()
    message.set_content(body)
    message.add_alternative(page(paragraphs[:1]), subtype="html")
    (found,), _ = written(tmp_path, "b.eml", message.as_bytes())
    assert found.text == body


def test_the_header_names_the_character_set(tmp_path, body):
    text = body.replace("said", "said — for € 5 —", 1)
    message = mail(subject="Brücke geschlossen – ein Bericht")
    message.set_content(text, charset="windows-1252", cte="base64")
    (found,), _ = written(tmp_path, "a.eml", message.as_bytes())
    assert found.text == text
    assert found.title == "Brücke geschlossen – ein Bericht"
    assert "encoding: cp1252, as the header says" in found.notes


def test_attachments_are_records_beside_the_text(tmp_path, paragraphs, body):
    message = mail(sender="Ida Brekke <ida@gmail.com>")
    message.set_content("Please see what is attached.")
    message.add_attachment(page(paragraphs).encode(), "text", "html", filename="page.html")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", "image", "png", filename="logo.png")
    message.add_attachment(b"PK\x05\x06" + b"\0" * 18, "application", "zip", filename="all.zip")
    message.add_attachment(
        "\n\n".join(paragraphs[::-1]).encode(), "text", "plain", filename="b.txt"
    )
    (first, second), skipped = written(tmp_path, "a.eml", message.as_bytes())
    assert (first.path[-2:], first.text, first.title) == ("#2", body, "Pier closed in Lunmark")
    assert (second.path[-2:], second.text) == ("#4", "\n\n".join(paragraphs[::-1]))
    assert "offsets: in the attachment b.txt" in second.notes
    assert [reason for reason, _ in skipped] == ["too_little_text", "unsupported"]
    assert skipped[1][1].startswith("all.zip")


def test_a_mail_attached_to_a_mail_is_read(tmp_path, body):
    within = mail(subject="The inner one")
    within.set_content(body)
    message = mail(subject="Fwd: look", sender="Ida <ida@gmail.com>")
    message.set_content("Look at this.")
    message.add_attachment(within)
    (found,), skipped = written(tmp_path, "a.eml", message.as_bytes())
    assert (found.title, found.outlet, found.text) == ("The inner one", "The Lunmark Post", body)
    assert [reason for reason, _ in skipped] == ["too_little_text"]


FORWARDS = {
    "gmail": "---------- Forwarded message ---------\nFrom: {f}\nDate: {d}\nSubject: {s}\n"
             "To: <a@b.example>\n\n\n",
    "apple": "Begin forwarded message:\n\nFrom: {f}\nSubject: {s}\nDate: {d}\nTo: a@b.example\n\n",
    "outlook": "-----Original Message-----\nFrom: {f}\nSent: {d}\nTo: A B <a@b.example>,\n"
               "  C D <c@d.example>\nSubject: {s}\n\n",
}  # fmt: skip


@pytest.mark.parametrize("form", FORWARDS.values(), ids=FORWARDS)
def test_a_forwarded_mail_is_the_one_inside(tmp_path, body, form):
    header = form.format(
        f="The Lunmark Post <news@lunmarkpost.example>", s="Pier closed in Lunmark",
        d="Monday, 4 May 2026 07:30",
    )  # fmt: skip
    message = mail(subject="Fwd: FW: for you", sender="Ida Brekke <ida@gmail.com>")
    message.set_content("What do you make of it?\n\n" + header + body)
    (found,), _ = written(tmp_path, "a.eml", message.as_bytes())
    assert (found.title, found.outlet) == ("Pier closed in Lunmark", "The Lunmark Post")
    assert found.published.startswith("2026-05-04")
    assert found.text == body
    assert found.dropped[0].rule == "forwarded_header"
    assert found.dropped[0].text.startswith("What do you make of it?")


def test_a_mail_that_names_a_forward_late_is_its_own(tmp_path, body):
    message = mail()
    message.set_content(body * 4 + "\n\n" + FORWARDS["gmail"].format(f="a", s="b", d="c") + body)
    (found,), _ = written(tmp_path, "a.eml", message.as_bytes())
    assert found.title == "Pier closed in Lunmark"
    assert found.text.startswith(body[:100])


def test_apple_mail_keeps_a_length_and_a_list_around_the_message(tmp_path, body):
    message = mail()
    message.set_content(body)
    raw = message.as_bytes()
    listed = plistlib.dumps({"flags": 1, "subject": "A list behind the mail"})
    (found,), _ = written(tmp_path, "a.emlx", b"%d\n" % len(raw) + raw + listed)
    assert found.text == body


@pytest.mark.bad_input(37)
def test_parts_without_end_are_too_deep(tmp_path):
    text = "Subject: deep\nMIME-Version: 1.0\n"
    text += "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2000)
    )
    text += "Content-Type: text/plain\n\nthe end\n"
    assert [r for r, _ in written(tmp_path, "a.eml", text)[1]] == ["too_deep"]


def test_parts_deeper_than_any_program_nests_them_are_too_deep():
    whole = part = MIMEMultipart()
    whole["Subject"] = "deep"
    for _ in range(60):
        part.attach(MIMEMultipart())
        part = part.get_payload()[0]
    part.attach(MIMEBase("application", "octet-stream"))
    with pytest.raises(ReadError, match="too_deep"):
        list(read_mail("b.eml", whole.as_bytes(), SETTINGS))


def test_a_mail_without_text_is_empty(tmp_path):
    message = mail()
    message.add_attachment(b"GIF89a", "image", "gif", filename="a.gif")
    assert [r for r, _ in written(tmp_path, "a.eml", message.as_bytes())[1]] == ["empty"]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_mailbox_gives_each_message(tmp_path, paragraphs, packed):
    path = tmp_path / "made.mbox"
    box = mailbox.mbox(path)
    for n in range(3):
        message = mail(subject=f"Pier, part {n}")
        message.set_content("\n\n".join((*paragraphs[n:], "From here on, nobody sails.")))
        box.add(message)
    box.add(mail(subject="No text"))
    box.close()
    data = path.read_bytes()
    assert b"\n>From here" in data
    if packed:
        import gzip  # noqa: PLC0415

        data = gzip.compress(data)
    articles, skipped = written(tmp_path, "a.mbox.gz" if packed else "a.mbox", data)
    assert [inner(a) for a in articles] == ["1.eml", "2.eml", "3.eml"]
    assert [a.title for a in articles] == ["Pier, part 0", "Pier, part 1", "Pier, part 2"]
    assert articles[0].text.endswith("\n\nFrom here on, nobody sails.")
    assert len(skipped) == 1


def mhtml(paragraphs, *, location="https://lunmarkpost.example/pier", head=""):
    # The shape of a snapshot by Chromium: quoted-printable HTML, then what it loads.
    html = page(paragraphs, extra="<img src='cid:1'>").replace("<head>", "<head>" + head)
    quoted = quopri.encodestring(html.encode()).decode()
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {location}\r\n"
        "Subject: =?utf-8?Q?Pier=20closed=20=E2=80=93=20in=20Lunmark?=\r\n"
        "Date: Wed, 06 May 2026 10:00:00 GMT\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        '\tboundary="----MultipartBoundary--x----"\r\n\r\n\r\n'
        "------MultipartBoundary--x----\r\nContent-Type: text/html\r\n"
        "Content-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: {location}\r\n\r\n{quoted}\r\n"
        "------MultipartBoundary--x----\r\nContent-Type: text/html\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\nPGh0bWw+PHA+ZnJhbWU8L3A+PC9odG1sPg==\r\n"
        "------MultipartBoundary--x----\r\nContent-Type: image/png\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
        "------MultipartBoundary--x------\r\n"
    )


def test_the_page_of_an_mhtml_file(tmp_path, paragraphs, body):
    (found,), skipped = written(tmp_path, "a.mhtml", mhtml(paragraphs))
    assert (found.text, skipped) == (body, [])
    assert found.url == "https://lunmarkpost.example/pier"
    assert found.outlet == "lunmarkpost.example"
    # The day on which it was saved is no date of publication.
    assert found.published is None
    assert "saved: 2026-05-06T10:00:00+00:00" in found.notes


def test_the_subject_of_an_mhtml_file_is_a_last_resort(tmp_path, paragraphs):
    data = mhtml(paragraphs).replace("Pier closed in Lunmark", "")
    (found,), _ = written(tmp_path, "a.mht", data)
    assert found.title == "Pier closed – in Lunmark"


def test_a_mail_with_pictures_is_no_saved_page(tmp_path, paragraphs, body):
    message = mail()
    message.set_content(page(paragraphs), subtype="html")
    message.add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<1>")
    (found,), _ = written(tmp_path, "a.eml", message.as_bytes())
    assert (found.text, found.published) == (body, "2026-05-04T07:30:00+02:00")


def test_a_mhtml_file_without_a_page_is_empty(tmp_path, paragraphs):
    data = mhtml(paragraphs).replace("Content-Type: text/html", "Content-Type: text/css")
    assert [r for r, _ in written(tmp_path, "a.mhtml", data)[1]] == ["empty"]


def test_a_page_saved_by_safari(tmp_path, paragraphs, body):
    data = plistlib.dumps(
        {"WebMainResource": {
            "WebResourceData": page(paragraphs).encode(),
            "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8",
            "WebResourceURL": "https://lunmarkpost.example/pier",
        }, "WebSubresources": [{"WebResourceData": b"p {}"}]},
        fmt=plistlib.FMT_BINARY,
    )  # fmt: skip
    (found,), _ = written(tmp_path, "a.webarchive", data)
    assert (found.text, found.url) == (body, "https://lunmarkpost.example/pier")
    other = plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY)
    assert [r for r, _ in written(tmp_path, "b.webarchive", other)[1]] == ["not_text"]
