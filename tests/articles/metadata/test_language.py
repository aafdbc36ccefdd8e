import pytest

from sinorus_claims.articles.accept import check_text
from sinorus_claims.articles.metadata.language import tell_language
from sinorus_claims.config import ArticleSettings
from sinorus_claims.errors import ReadError

ENGLISH = (
    "The ferry company said on Monday that it would not return to the talks, because the workers "
    "had asked for more than it could pay. They said that this was not so."
)
OTHERS = {
    "de": "Die Reederei hat am Montag gesagt, dass sie nicht zu den Gesprächen mit der "
    "Gewerkschaft zurückkehren wird, weil die Arbeiter mehr verlangt haben, als sie zahlen kann.",
    "fr": "La compagnie a dit lundi qu'elle ne reviendra pas dans les discussions avec le "
    "syndicat, parce que les marins ont demandé plus que ce qui est possible pour elle.",
    "es": "La compañía dijo el lunes que no volverá a las conversaciones con el sindicato porque "
    "los trabajadores han pedido más de lo que se puede pagar en este año y en el próximo.",
    "tr": "Şirket pazartesi günü bu görüşmelere bir daha dönmeyeceğini açıkladı ve işçilerin "
    "çok daha fazla para istediğini, ama bunun için hiçbir kaynak olmadığını söyledi, dedi sözcü.",
    "ru": "Компания заявила в понедельник, что она не вернётся к переговорам, так как рабочие "
    "потребовали больше, чем она может заплатить за этот год.",
    "uk": "Компанія заявила у понеділок, що вона не повернеться до переговорів, бо робітники "
    "вимагали більше, ніж вона може заплатити за цей рік, і це було відомо також раніше.",
    "zh": "轮渡公司星期一说不会再回到谈判桌上因为工人的要求太高公司付不起这笔钱",
    "ja": "フェリー会社は月曜日に、労働者の要求が高すぎるため交渉には戻らないと発表した",
    "ko": "여객선 회사는 월요일에 노동자들의 요구가 너무 높아 협상에 돌아가지 않겠다고 밝혔다",
    "ar": "قالت الشركة يوم الاثنين إنها لن تعود إلى المحادثات لأن العمال طلبوا أكثر مما تستطيع",
    "fa": "شرکت روز دوشنبه گفت که به گفتگوها باز نمی‌گردد چون کارگران پول بیشتری می‌خواهند",
    "he": "החברה אמרה ביום שני שלא תחזור לשיחות כי העובדים ביקשו יותר ממה שהיא יכולה לשלם",
    "el": "Η εταιρεία είπε τη Δευτέρα ότι δεν θα επιστρέψει στις συνομιλίες με τους εργάτες",
}  # fmt: skip


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_told_and_refused_by_name(code):
    language = tell_language(OTHERS[code])
    assert language.code == code
    with pytest.raises(ReadError) as caught:
        check_text(OTHERS[code], ArticleSettings(min_words=5))
    assert caught.value.code == "not_english"
    assert caught.value.detail.startswith(language.name)


def test_english_is_english():
    assert tell_language(ENGLISH).code == "en"
    check_text(ENGLISH, ArticleSettings(min_words=5))


@pytest.mark.parametrize(
    "text",
    [
        f"{ENGLISH} “{OTHERS['de']}” {ENGLISH}",
        f"{ENGLISH} {OTHERS['zh']} {ENGLISH}",
        ENGLISH.upper(),
        "LUNMARK 70, Northhaven 44\nOdd 12, Lund 9, Reyes 7, Solano 30\n" * 20,
        "fresh mint\nred onions\nsalt\nolive oil\n" * 20,
        "Wang Yi, Li Qiang, Antony Blinken, Sergei Lavrov\n" * 20,
        "1 2 3 4",
        "",
    ],
)
def test_no_english_article_is_lost(text):
    assert tell_language(text).code == "en"


def test_running_text_of_an_unknown_language_is_no_english():
    text = "kulema mande soro lipate vuna kerima dosa penta luru madiva sento kari vole. " * 10
    assert tell_language(text).code == ""
    with pytest.raises(ReadError, match="unknown language"):
        check_text(text, ArticleSettings())
