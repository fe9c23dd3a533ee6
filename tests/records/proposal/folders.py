"""What may a folder of exports look like? Small ones of several trades, in both languages."""

import csv
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

Table = tuple[Sequence[str], Iterable[Sequence[object]]]
FIRMS = [f"ООО «Строй-{n}»" for n in range(1, 25)] + ["ИП Седов А. Б.", "ИП Седов Б. А."]
SELLERS = ("Белова Ирина", "Гусев Павел", "Юдина Марина")
GOODS = {"Болты": "БЛ", "Анкеры": "АН", "Химия": "ХМ"}


def days(first: date, number: int, step: int = 2) -> list[date]:
    """So many days from the first one on."""
    return [first + timedelta(days=step * n) for n in range(number)]


def write_csv(path: Path, head: Sequence[str], rows, *, encoding="utf-8", separator=",", above=()):
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerows([*([line] for line in above), head, *rows])


def write_xlsx(path: Path, sheets: Mapping[str, Table], above: Sequence[str] = ()) -> None:
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for name, (head, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            for n, line in enumerate((*((text,) for text in above), head, *rows)):
                for m, cell in enumerate(line):
                    if isinstance(cell, date):
                        sheet.write_datetime(n, m, cell, day)
                    else:
                        sheet.write(n, m, cell)


def comma(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def wholesale(folder: Path) -> dict[str, float]:
    """Two years in cp1251 with a preface and totals, the newest months under other headings.

    Returns
    -------
    What is true of it: lines, money, cost, and names once they are one.
    """
    chance = random.Random(5)
    articles = [f"{code}-{n:02d}" for code in GOODS.values() for n in range(1, 6)]
    group = {article: g for g, code in GOODS.items() for article in articles if article[:2] == code}
    price = {(a, y): round(chance.uniform(5, 90), 2) for a in articles for y in (2023, 2024)}
    truth = {"lines": 0, "money": 0.0, "cost": 0.0, "customers": len(FIRMS), "managers": 3}
    sold = {2023: [], 2024: []}
    for day in days(date(2023, 1, 9), 350):
        article, pieces = chance.choice(articles), chance.randint(1, 20)
        money = round(pieces * price[article, day.year] * 1.3, 2)
        row = (day, f"РТ-{truth['lines']:05d}", chance.choice(FIRMS), article, pieces, money,
               chance.choice(SELLERS), "Склад")  # fmt: skip
        sold[day.year].append(row)
        truth["lines"] += 1
        truth["money"] += money
        truth["cost"] += round(pieces * price[article, day.year], 4)
    old = [
        (f"{d:%d.%m.%Y}", order, firm, article, group[article], pieces, comma(money), seller, store)
        for d, order, firm, article, pieces, money, seller, store in sold[2023]
    ]
    total = ("Итого", "", "", "", "", "", comma(sum(row[5] for row in sold[2023])), "", "")
    head = ("Дата", "Документ", "Контрагент", "Артикул", "Группа", "Кол-во", "Сумма без НДС",
            "Менеджер", "Склад")  # fmt: skip
    write_csv(folder / "Продажи 2023.csv", head, [*old, total], encoding="cp1251", separator=";",
              above=("Ведомость по продажам", "Период: 2023"))  # fmt: skip
    new = [
        (d, order, _elsewhere(firm, n), article, pieces, money, _short(seller), store)
        for n, (d, order, firm, article, pieces, money, seller, store) in enumerate(sold[2024])
    ]
    head = ("Дата документа", "Номер", "Покупатель", "Артикул товара", "Количество", "Выручка",
            "Ответственный", "Подразделение")  # fmt: skip
    write_xlsx(folder / "Реализация 2024.xlsx", {"Отчёт": (head, new)}, above=("Отчёт", ""))
    listed = [(a, f"Товар {a}", p, date(y, 1, 1)) for (a, y), p in price.items()]
    head = ("Артикул", "Наименование", "Закупочная цена, руб", "Действует с")
    write_xlsx(folder / "Себестоимость.xlsx", {"Закупка": (head, listed)})
    cards = [(f"{n:06d}", f, f"77{n:08d}", f"+7 900 {n:07d}", "Тверь") for n, f in enumerate(FIRMS)]
    head = ("Код", "Наименование", "ИНН", "Телефон", "Регион")
    write_xlsx(folder / "Контрагенты.xlsx", {"TDSheet": (head, cards)})
    return truth


def _short(seller: str) -> str:
    surname, name = seller.split()
    return f"{surname} {name[0]}."


def _elsewhere(firm: str, n: int) -> str:
    """Every third firm is written in capitals with its form last."""
    if n % 3 or not firm.startswith("ООО"):
        return firm
    return firm.removeprefix("ООО ").strip("«»").upper() + " ООО"


def shop(folder: Path) -> None:
    """A shop on the web: orders by e-mail, prices and pieces instead of a sum."""
    rows = [
        (f"#{1000 + n}", f"buyer{n % 30}@example.com", f"{d:%Y-%m-%d} 10:00:00 +0000", "USD",
         1 + n % 3, 19.5 + n % 7, f"SKU-{n % 9}")
        for n, d in enumerate(days(date(2024, 1, 1), 200))
    ]  # fmt: skip
    head = ("Name", "Email", "Created at", "Currency", "Lineitem quantity", "Lineitem price",
            "Lineitem sku")  # fmt: skip
    write_csv(folder / "orders_export.csv", head, rows)


def services(folder: Path) -> None:
    """A beauty parlour: visits of people, and a form after the visit."""
    people = [
        f"{s} {n}" for s in ("Иванова", "Петрова", "Орлова") for n in ("Анна", "Ольга", "Яна")
    ]
    visits = [
        (f"{d:%d.%m.%Y}", people[n % 9], ("Стрижка", "Маникюр")[n % 2], 1500 + 10 * n, "Мастер Юля")
        for n, d in enumerate(days(date(2024, 1, 8), 150))
    ]
    head = ("Дата визита", "ФИО клиента", "Услуга", "Оплачено", "Мастер")
    write_csv(folder / "журнал.csv", head, visits, separator=";")
    answers = [
        (f"2024-05-{n % 28 + 1:02d} 12:00:00", people[n % 9], 8 + n % 3, 7 + n % 4, "всё хорошо")
        for n in range(40)
    ]
    head = ("Отметка времени", "Ваше имя", "Оцените работу мастера", "Оцените чистоту в салоне",
            "Что улучшить?")  # fmt: skip
    write_csv(folder / "Опрос (ответы).csv", head, answers)


def b2b(folder: Path) -> None:
    """A maker with codes in sales and names in the CRM, deals with their stage of today."""
    firms = {f"{n:06d}": f"Harbour {n} Ltd" for n in range(1, 31)}
    codes = [*firms]
    rows = [
        (f"{d:%m/%d/%Y}", f"INV-{n}", codes[n % 30], 250.5 + n, "North" if n % 2 else "South")
        for n, d in enumerate(days(date(2023, 1, 3), 300))
    ]
    head = ("InvoiceDate", "InvoiceNo", "CustomerNo", "NetAmount", "Branch")
    write_csv(folder / "invoices.csv", head, rows)
    head = ("No", "Company name", "City", "Phone", "VAT ID")
    cards = [(code, name, "Hull", f"+44 {code}", f"GB{code}") for code, name in firms.items()]
    write_csv(folder / "accounts.csv", head, cards)
    stages = ("New", "Qualified", "Proposal sent", "Won", "Lost")
    head = ("Record ID", "Deal Name", "Deal Stage", "Create Date", "Last Modified Date",
            "Deal owner", "Associated Company", "Lead Source")  # fmt: skip
    deals = [
        (9000 + n, f"Deal {n}", stages[n % 5], f"2024-01-{n % 28 + 1:02d}",
         f"2024-03-{n % 28 + 1:02d}", "Ann Berg", firms[codes[n % 30]], "Web")
        for n in range(90)
    ]  # fmt: skip
    write_csv(folder / "hubspot-deals.csv", head, deals)
    head = ("Activity type", "Subject", "Due date", "Organization", "Owner")
    calls = [
        (("Call", "Email", "Meeting")[n % 3], "Follow up", f"2024-02-{n % 28 + 1:02d}",
         firms[codes[n % 30]], "Ann Berg")
        for n in range(120)
    ]  # fmt: skip
    write_csv(folder / "activities.csv", head, calls)


def subscription(folder: Path) -> None:
    """Payments of subscribers, and a log of those who left."""
    rows = [
        (f"ch_{n}", f"cus_{n % 40}", f"2024-{n % 12 + 1:02d}-05", 29.0 + n % 2, "usd", "Pro")
        for n in range(240)
    ]
    write_csv(folder / "payments.csv", ("id", "Customer ID", "Charge date", "Amount", "Currency",
              "Plan"), rows)  # fmt: skip
    rows = [(f"cus_{n}", f"2024-0{n % 9 + 1}-20", "too dear") for n in range(12)]
    write_csv(folder / "churned.csv", ("Customer ID", "Cancel date", "Cancellation reason"), rows)


def notebook(folder: Path) -> None:
    """One person with a notebook in Excel: a title, few columns, days and money."""
    names = ("Клён", "Берёза", "Сосна", "Дуб")
    rows = [(d, names[n % 4], 1200.5 + n) for n, d in enumerate(days(date(2024, 1, 2), 120))]
    sheets = {"Лист1": (("Когда", "Клиент", "Сколько заплатил, руб"), rows)}
    write_xlsx(folder / "мои продажи.xlsx", sheets, above=("Мои продажи 2024",))


def cross(folder: Path) -> None:
    """Marketing money by month, a sheet a year, and sales in German."""
    months = ("Январь", "Февраль", "Март", "Апрель")
    table = (("Канал", *months, "Итого"), [("Сайт", 10, 20, 0, 5, 35), ("Итого", 10, 20, 0, 5, 35)])
    write_xlsx(folder / "Бюджет.xlsx", {"2023": table, "2024": table})
    rows = [
        (f"{d:%d.%m.%Y}", f"R{n}", f"Kunde {n % 20}", comma(99.5 + n), f"A-{n % 7}", 1 + n % 4)
        for n, d in enumerate(days(date(2024, 1, 3), 150))
    ]
    head = ("Belegdatum", "Rechnungsnummer", "Kunde", "Nettobetrag", "Artikelnummer", "Menge")
    write_csv(folder / "Umsatz.csv", head, rows, separator=";")


def xero(folder: Path) -> None:
    """Invoices of an accounting program on the web, and requests of a help desk."""
    rows = [
        (f"Client {n % 25} Ltd", f"INV-{n:04d}", f"{d:%d/%m/%Y}", f"SERV-{n % 5}", 1 + n % 3,
         80.25 + n, 96.3 + n)
        for n, d in enumerate(days(date(2023, 5, 1), 220))
    ]  # fmt: skip
    head = ("ContactName", "InvoiceNumber", "InvoiceDate", "InventoryItemCode", "Quantity",
            "LineAmount", "Total")  # fmt: skip
    write_csv(folder / "SalesInvoices.csv", head, rows)
    rows = [
        (f"T-{n}", f"2024-01-{n % 28 + 1:02d} 09:30", f"2024-01-{n % 28 + 1:02d} 11:00",
         f"Client {n % 25} Ltd", "Ann Berg", "email")
        for n in range(80)
    ]  # fmt: skip
    head = ("Ticket", "Created at", "Solved at", "Organization", "Assigned to", "Via")
    write_csv(folder / "tickets.csv", head, rows)


def amo(folder: Path) -> None:
    """Deals of amoCRM with their stage of today, beside sales of a small accounting."""
    rows = [
        (f"{d:%d.%m.%Y}", f"Чек {n}", FIRMS[n % 20], comma(500 + n), ("Тверь", "Рязань")[n % 2])
        for n, d in enumerate(days(date(2023, 9, 1), 200))
    ]
    head = ("Дата", "Номер чека", "Покупатель", "Сумма продажи", "Магазин")
    write_csv(folder / "чеки.csv", head, rows, encoding="cp1251", separator=";")
    stages = ("Новая заявка", "Переговоры", "Успешно реализовано", "Закрыто и не реализовано")
    rows = [
        (7000 + n, f"Сделка {n}", stages[n % 4], f"{n % 28 + 1:02d}.02.2024",
         f"{n % 28 + 1:02d}.03.2024", SELLERS[n % 3], FIRMS[n % 20], "Авито")
        for n in range(80)
    ]  # fmt: skip
    head = ("ID", "Название сделки", "Этап сделки", "Дата создания сделки", "Дата изменения",
            "Ответственный", "Компания", "Источник сделки")  # fmt: skip
    write_csv(folder / "amocrm_export.csv", head, rows, separator=";")


def retail(folder: Path) -> None:
    """Receipts of two shops in two workbooks with the same headings, and bonuses."""
    for shop_name, step in (("Центр", 1), ("Вокзал", 2)):
        rows = [
            (d, f"{shop_name}-{n}", f"79{n % 35:08d}", f"К-{n % 12}", "Кофе", 2, 310.0 + n)
            for n, d in enumerate(days(date(2024, 1, 1), 160, step))
        ]
        head = ("Дата чека", "Чек", "Код клиента", "Код товара", "Категория товара", "Кол-во",
                "Стоимость")  # fmt: skip
        write_xlsx(folder / f"Продажи {shop_name}.xlsx", {"Лист1": (head, rows)})
    rows = [
        (f"{d:%d.%m.%Y}", f"79{n % 35:08d}", 50 + n, "кэшбэк", "")
        for n, d in enumerate(days(date(2024, 2, 1), 60))
    ]
    head = ("Дата начисления", "Код клиента", "Сумма бонуса", "Вид бонуса", "Дата использования")
    write_csv(folder / "Бонусы.csv", head, rows, separator=";")


def gym(folder: Path) -> None:
    """A gym with one workbook: payments, members and what it costs to win them."""
    members = [
        (f"M{n:03d}", f"Member {n}", "Leeds", f"+44 77{n:04d}", "2022-03-01") for n in range(30)
    ]
    paid = [
        (f"{d:%Y-%m-%d}", f"M{n % 30:03d}", 45.5 + n % 4, "Annual")
        for n, d in enumerate(days(date(2023, 2, 1), 180))
    ]
    spent = [(f"2023-{n + 1:02d}", "Flyers", 100 + n) for n in range(9)]
    write_xlsx(folder / "gym.xlsx", {
        "Payments": (("Payment date", "Member", "Amount", "Plan"), paid),
        "Members": (("Code", "Full name", "City", "Phone", "Joined"), members),
        "Ads": (("Month", "Channel", "Spend"), spent),
    })  # fmt: skip


# what each folder is: writer → table → our columns with the client's headings
KNOWN: dict[Callable[[Path], object], dict[str, dict[str, str]]] = {
    shop: {"sales": {"date": "Created at", "customer": "Email", "order": "Name",
                     "amount": "Lineitem quantity * Lineitem price", "product": "Lineitem sku"}},
    services: {"sales": {"date": "Дата визита", "customer": "ФИО клиента", "amount": "Оплачено",
                         "product": "Услуга", "manager": "Мастер"},
               "surveys": {"date": "Отметка времени", "customer": "Ваше имя", "score": "Оценка",
                           "question": "Вопрос", "response": "(row)"}},
    b2b: {"sales": {"date": "InvoiceDate", "order": "InvoiceNo", "customer": "CustomerNo",
                    "amount": "NetAmount", "branch": "Branch"},
          "customers": {"customer": "No", "name": "Company name", "region": "City"},
          "leads": {"lead": "Record ID", "date": "(day)", "stage": "Deal Stage", "customer": "No",
                    "channel": "Lead Source", "manager": "Deal owner"},
          "contacts": {"date": "Due date", "customer": "No", "channel": "Activity type",
                       "purpose": "Subject", "employee": "Owner"}},
    subscription: {"sales": {"date": "Charge date", "customer": "Customer ID", "amount": "Amount",
                             "order": "id", "product": "Plan"},
                   "losses": {"date": "Cancel date", "customer": "Customer ID",
                              "reason": "Cancellation reason"}},
    notebook: {"sales": {"date": "Когда", "customer": "Клиент",
                         "amount": "Сколько заплатил, руб"}},
    xero: {"sales": {"date": "InvoiceDate", "order": "InvoiceNumber", "customer": "ContactName",
                     "amount": "LineAmount", "product": "InventoryItemCode",
                     "quantity": "Quantity"},
           "requests": {"received": "Created at", "answered": "Solved at",
                        "customer": "Organization", "employee": "Assigned to", "channel": "Via"}},
    amo: {"sales": {"date": "Дата", "order": "Номер чека", "customer": "Покупатель",
                    "amount": "Сумма продажи", "branch": "Магазин"},
          "leads": {"lead": "ID", "date": "(day)", "stage": "Этап сделки", "customer": "Компания",
                    "channel": "Источник сделки", "manager": "Ответственный"}},
    retail: {"sales": {"date": "Дата чека", "order": "Чек", "customer": "Код клиента",
                       "product": "Код товара", "category": "Категория товара",
                       "quantity": "Кол-во", "amount": "Стоимость"},
             "bonuses": {"date": "Дата начисления", "customer": "Код клиента",
                         "amount": "Сумма бонуса", "kind": "Вид бонуса"}},
    gym: {"sales": {"date": "Payment date", "customer": "Member", "amount": "Amount"},
          "customers": {"customer": "Code", "name": "Full name", "region": "City",
                        "since": "Joined"},
          "spend": {"date": "Month", "channel": "Channel", "amount": "Spend"}},
    cross: {"sales": {"date": "Belegdatum", "customer": "Kunde", "amount": "Nettobetrag",
                      "order": "Rechnungsnummer", "product": "Artikelnummer", "quantity": "Menge"},
            "spend": {"channel": "Канал", "date": "Месяц", "amount": "Сумма"}},
}  # fmt: skip
