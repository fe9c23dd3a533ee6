"""Which words do accounting and CRM systems use for our columns?

Headings of 1C, SAP, DATEV, QuickBooks, Xero, Shopify, Bitrix24, amoCRM, HubSpot, Pipedrive and of
form tools, in English, Russian and German: small letters, parted by semicolons.
"""

import re
from functools import cache

CUSTOMER = (
    "контрагент; покупатель; клиент; заказчик; партнер; плательщик; грузополучатель; customer; "
    "customer name; client; client name; buyer; account name; sold to party; sold to; bill to; "
    "contact name; contactname; debitor; kunde; kundenname; kundennummer; customer id; "
    "customer no; customer number; customer code; customerid; client id; client code; client no; "
    "код клиента; код контрагента; код покупателя; номер клиента; kunnr; geschaftspartner; "
    "компания; company; organisation; organization; associated company; deal organization; "
    "deal contact person; название компании; название вашей компании; ваша компания; firm; "
    "организация клиента; debitorenkonto; debitorennummer; card code; card name; карта лояльности; "
    "номер карты; дисконтная карта; loyalty card; card number; кому; покупатель заказчик; patient; пациент; guest; гость; member; subscriber; абонент; подписчик; "
    "email; e mail; фио; фио клиента; имя клиента; name; наименование; student; ученик; ваше имя; your name; account; account no; account code; account number"
)
MANAGER = (
    "менеджер; ответственный; торговый представитель; продавец; сотрудник; исполнитель; manager; "
    "кассир; staff; staff member; stylist; slp name; ведущий менеджер; sales rep; sales person; salesperson; seller; owner; deal owner; account manager; "
    "responsible; employee; verkaufer; vertreter; мастер; специалист; administrator; "
    "основной менеджер; deal owner; contact owner; assigned to; куратор; agent; rep"
)
CHANNEL = (
    "источник; канал; канал продаж; источник сделки; откуда; source; channel; lead source; "
    "sales channel; original source; deal source; utm source; рекламный канал; kanal; medium; "
    "sourced from; origin; herkunft"
)
DAY = (
    "дата; дата документа; дата продажи; дата отгрузки; дата реализации; дата заказа; дата чека; "
    "дата и время; дата отгр; число; date time; doc date; appointment date; start; "
    "дата операции; дата оплаты; дата накладной; период; день; когда; date; day; invoice date; "
    "order date; posting date; document date; transaction date; sale date; txn date; ship date; "
    "billing date; payment date; paid at; created at; orderdate; invoicedate; belegdatum; "
    "buchungsdatum; rechnungsdatum; datum; fkdat; erdat; budat; дата визита; visit date; "
    "charge date; дата платежа; date closed; when; timestamp"
)
AMOUNT = (
    "сумма без ндс; выручка без ндс; стоимость без ндс; net amount; net value; net sales; "
    "nettobetrag; netto; nettowert; netwr; amount net; revenue net; subtotal; line total; "
    "lineamount; line amount; выручка; сумма; сумма продажи; сумма продаж; сумма реализации; "
    "стоимость; продажи; оборот; оплачено; revenue; amount; sales; sales amount; total; value; "
    "turnover; umsatz; betrag; price paid; sum; total amount; order total; paid; к оплате; "
    "сумма с ндс; выручка с ндс; всего с ндс; gross; gross amount; bruttobetrag; brutto; "
    "сумма заказа; сумма чека; сумма оплаты; платеж; итого сумма; umsatz netto; doc total; итого; "
    "umsatz brutto"
)
PRICE = (
    "почем; цена; цена за единицу; цена продажи; price; unit price; unitamount; sales price; "
    "lineitem price; einzelpreis; preis; unitprice; rate"
)
COST = (
    "себестоимость; себестоимость продаж; сумма себестоимости; закупочная сумма; cost; cogs; "
    "cost of goods; cost of goods sold; cost amount; total cost; einstandswert; selbstkosten"
)
BUYING_PRICE = (
    "закупочная цена; цена закупки; закупка; себестоимость единицы; purchase price; "
    "buying price; unit cost; cost price; standard cost; einkaufspreis; ek preis; себестоимость; "
    "cost; price; цена"
)
SINCE = (
    "действует с; дата начала; с даты; дата установки; valid from; from; effective from; "
    "effective date; since; start date; gultig ab; дата"
)
PRODUCT = (
    "артикул; код товара; артикул товара; код номенклатуры; номенклатура; товар; sku; item; "
    "item code; item number; item no; product; product code; product id; product name; article; "
    "material; material number; matnr; lineitem sku; inventoryitemcode; product service; "
    "artikel; artikelnummer; stock code; stockcode; услуга; service; tariff; plan; тариф; "
    "наименование товара; позиция; item name; dscription; lineitem name; что; description; блюдо; name of goods; наименование"
)
# our columns of each table → the words for them; a word that stands earlier is the better one
WORDS: dict[str, dict[str, str]] = {
    "sales": {
        "date": DAY,
        "customer": CUSTOMER,
        "amount": AMOUNT,
        "order": "документ; номер документа; номер; номер заказа; номер чека; накладная; чек; заказ; "
        "регистратор; упд; № упд; чек ккм; номер упд; doc num; belegfeld 1; belegfeld; appointment id; order; order id; order number; order no; invoice; invoice no; invoice number; "
        "invoicenumber; invoice id; document; document number; document no; num; receipt; vbeln; "
        "belegnummer; rechnungsnummer; transaction id; документ реализации; id; name",
        "product": PRODUCT,
        "category": "отдел; itms grp nam; группа; номенклатурная группа; товарная группа; категория; категория товара; "
        "вид номенклатуры; category; product category; product group; item group; product type; "
        "warengruppe; department",
        "quantity": "количество; кол; к во; кол во; колво; шт; qty; quantity; units; pieces; menge; "
        "lineitem quantity; count",
        "cost": COST,
        "discount": "скидка; сумма скидки; скидка руб; discount; discount amount; rebate; rabatt; "
        "lineitem discount",
        "manager": MANAGER,
        "branch": "торговая точка; whs code; склад; филиал; подразделение; магазин; точка; салон; город отгрузки; branch; "
        "store; shop; location; warehouse; outlet; filiale; office; plant; отделение; касса",
        "channel": CHANNEL,
    },
    "customers": {
        "customer": f"код; id; code; no; konto; номер карты; record id; {CUSTOMER}",
        "name": "firmenname; card name; наименование; полное наименование; название; название компании; имя; фио; name; "
        "company name; full name; customer name; account name; title; first name; company",
        "segment": "сегмент; тип клиента; группа клиентов; вид; категория клиента; segment; type; "
        "customer group; lifecycle stage; industry; отрасль; класс; tier",
        "region": "регион; город; область; region; city; state; country; страна; ort",
        "birth_year": "год рождения; birth year; year of birth; born",
        "since": "дата создания; дата регистрации; клиент с; created; created at; create date; "
        "customer since; since; signup date; signed up; registration date; joined",
        "manager": MANAGER,
        "decision_maker": "лпр; контактное лицо; decision maker; contact person; contact; "
        "ansprechpartner",
        "updated": "дата изменения; изменен; updated; updated at; last modified; last activity date",
        "tax_id": "инн; vat id; vat number; tax id; ust id; унп; едрпоу; бин; ein",
        "phone": "телефон; phone; mobile; tel; моб телефон; мобильный; phone number; telefon",
        "email": "e mail; email; почта; электронная почта; mail",
    },
    "leads": {
        "lead": "id; id сделки; номер сделки; сделка; deal; deal id; lead id; lead; record id; "
        "номер; opportunity id; opportunity; deal title; deal name; название сделки; название; "
        "request; deal id",
        "date": "дата создания; дата создания сделки; создана; moved on; stage date; created; "
        "create date; created date; created at; deal deal created; deal created; added on; date; "
        "дата; дата стадии; дата перехода; date entered; begun",
        "stage": "стадия; стадия сделки; этап; этап сделки; статус; статус сделки; stage; "
        "deal stage; deal status; pipeline stage; status; phase; lead status; opportunity stage",
        "customer": CUSTOMER,
        "channel": CHANNEL,
        "manager": MANAGER,
    },
    "contacts": {
        "date": "дата создания; дата; дата звонка; дата контакта; когда; date; call date; due date; "
        "activity date; created at; called on; start time; дата начала; timestamp; due",
        "customer": CUSTOMER,
        "lead": "сделка; id сделки; deal; lead; associated deal; opportunity; deal title",
        "channel": "тип; вид; тип активности; тип дела; способ; канал связи; type; activity type; "
        "kind; channel; means; direction; направление",
        "employee": f"{MANAGER}; кто звонил; user; created by; assigned user",
        "purpose": "тема; цель; повод; предмет; subject; purpose; reason; topic; about",
        "outcome": "результат; итог; исход; outcome; result; call outcome; disposition; комментарий",
    },
    "spend": {
        "date": "месяц; период; дата; month; date; period; day; week; monat",
        "channel": f"{CHANNEL}; статья; реклама; площадка; campaign type; platform; статья расходов",
        "amount": "расход; расходы; затраты; бюджет; потрачено; сумма; spend; spent; cost; amount; "
        "budget; ausgaben; amount spent; стоимость",
        "campaign": "кампания; campaign; campaign name; акция",
    },
    "service_costs": {
        "date": "месяц; дата; период; month; date; period",
        "customer": CUSTOMER,
        "amount": "затраты; расход; расходы; стоимость; сумма; cost; amount; charge; expense",
        "activity": "вид затрат; статья затрат; статья; вид работ; операция; activity; what for; "
        "cost type; expense type; service",
    },
    "surveys": {
        "response": "номер анкеты; анкета; response id; response; form; submission id; respondent id; "
        "id; token",
        "date": "отметка времени; дата ответа; дата; timestamp; submitted at; date; answered on; "
        "submit date; completed at; created at; start time; время создания",
        "question": "вопрос; question; statement",
        "score": "оценка; балл; score; answer; rating; ответ",
        "refused": "отказ; refused",
        "customer": CUSTOMER,
        "employee": MANAGER,
        "touchpoint": "точка контакта; место; touchpoint; where",
    },
    "requests": {
        "received": "получено; дата обращения; поступило; received; opened; opened at; created; "
        "created at; дата создания; requested at; открыта",
        "answered": "отвечено; дата ответа; закрыто; решено; answered; closed; closed at; resolved; "
        "resolved at; solved at; first response; first answer; first reply; дата закрытия; закрыта",
        "customer": CUSTOMER,
        "employee": MANAGER,
        "channel": "канал; способ; channel; means; via; source; источник",
    },
    "losses": {
        "customer": CUSTOMER,
        "date": "дата; дата ухода; дата отказа; lost on; cancelled at; churn date; date; cancel date; "
        "cancelled on; canceled at",
        "reason": "причина; причина ухода; причина отказа; почему ушел; reason; churn reason; "
        "cancellation reason; why; lost reason; cancel reason",
        "action": "действие; что сделали; action",
        "returned": "вернулся; вернули; returned; came back; won back",
    },
    "bonuses": {
        "date": "дата начисления; дата выдачи; given on; issued; дата; date",
        "customer": CUSTOMER,
        "amount": "номинал; сумма бонуса; начислено; бонус; бонусы; face value; bonus; points value",
        "kind": "вид бонуса; тип бонуса; kind; bonus type; вид",
        "redeemed": "дата использования; использован; списано; used on; redeemed; redeemed on",
    },
    "referrals": {
        "date": "дата; date; дата рекомендации",
        "referrer": "кто рекомендовал; рекомендатель; referrer; referred by; advocate",
        "referred": "кого рекомендовал; рекомендованный; referred; friend; new customer",
        "reward": "вознаграждение; reward; награда",
    },
}  # fmt: skip
PRICES = {"product": PRODUCT, "price": BUYING_PRICE, "since": SINCE}
GROSS = ("с ндс", "gross", "brutto", "incl", "inkl", "total", "к оплате", "всего")
NET = ("без ндс", "net", "netto", "subtotal", "excl")


@cache
def phrases(words: str) -> tuple[str, ...]:
    """Words of one of our columns, the best first."""
    return tuple(word.strip() for word in words.split(";") if word.strip())


@cache
def plain(heading: str) -> str:
    """Heading in small letters, its words parted by single blanks.

    >>> plain("CustomerNo"), plain("Кол-во, шт."), plain("Deal - Owner")
    ('customer no', 'кол во шт', 'deal owner')
    """
    parted = re.sub(r"(?<=[a-zа-я\d])(?=[A-ZА-Я])", " ", heading)
    text = parted.casefold().replace("ё", "е").replace("ä", "a").replace("ü", "u").replace("ö", "o")
    return " ".join(re.findall(r"[^\W_]+", text))


# words that say nothing where they are but a part of a heading: 'card name' is no order's name
_BARE = frozenset(
    [
        "name",
        "id",
        "no",
        "num",
        "code",
        "title",
        "value",
        "count",
        "rate",
        "наименование",
        "название",
        "номер",
        "код",
        "имя",
        "итого",
        "что",
        "start",
        "account",
        "origin",
        "число",
        "кому",
        "konto",
    ]
)


@cache
def likeness(heading: str, words: str) -> float:
    """How well a heading fits one of our columns: 1 where it is one of the words for it.

    >>> likeness("Сумма без НДС", AMOUNT) > likeness("Сумма с НДС", AMOUNT) > 0.9
    True
    >>> 0.5 < likeness("Сумма без НДС, руб", AMOUNT) < 0.9, likeness("Товар", AMOUNT)
    (True, 0.0)
    """
    name = plain(heading)
    known = phrases(words)
    if name in known:
        return 1.0 - 0.09 * known.index(name) / len(known)
    own = set(name.split())
    inside = [one for one in known if one not in _BARE and set(one.split()) <= own]
    if not own or not inside:
        return 0.0
    longest = max(len(one) for one in inside)
    return 0.55 + 0.3 * longest / len(name)


@cache
def every_word() -> tuple[str, ...]:
    """All words that a header may hold, by which it is found."""
    tables = [*WORDS.values(), PRICES]
    return tuple(
        dict.fromkeys(w for table in tables for told in table.values() for w in phrases(told))
    )
