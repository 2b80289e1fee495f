"""Every klok of docs/klokken-voorbeeld.md counted by hand with a calendar; a person wrote these lines, no program."""

from __future__ import annotations

NAGETELD = {
    "D1-2": (
        "di 21 (1), wo 22 (2), do 23 en vr 24 pauze; ma 27 Koningsdag, di 28 (3), wo 29 (4), do 30 (5), vr 1 mei (6); "
        "ma 4 (7), di 5 Bevrijdingsdag, wo 6 (8), do 7 (9), vr 8 mei (10). De stap eindigde op die dag; met de twee "
        "dagen pauze erbij 12 werkdagen."
    ),
    "D1-3": (
        "ma 11 (1), di 12 (2), wo 13 (3), do 14 Hemelvaart, vr 15 (4); ma 18 (5), di 19 (6), wo 20 (7), do 21 (8), "
        "vr 22 (9); ma 25 Pinksteren, di 26 mei (10). Geëindigd op ma 18: dag 5."
    ),
    "D1-4": (
        "di 19 (1), wo 20 (2), do 21 (3), vr 22 (4); ma 25 Pinksteren, di 26 (5), wo 27 (6), do 28 (7), vr 29 (8); "
        "ma 1 juni (9), di 2 juni (10). Geëindigd op do 28 mei: dag 7."
    ),
    "D1-5": (
        "vr 29 mei (1); ma 1 juni (2), di 2 (3), wo 3 (4), do 4, vr 5 en ma 8 pauze, di 9 (5), wo 10 (6), do 11 (7), "
        "vr 12 (8); week van 15 juni: 9 tot en met 13; ma 22 (14), di 23 juni (15). Geëindigd op ma 15: dag 9, en met "
        "de drie dagen pauze 12."
    ),
    "D1-6": (
        "di 16 tot en met vr 19 juni 4 dagen, daarna zes hele weken (22 juni, 29 juni, 6, 13, 20 en 27 juli) van 5: "
        "4 + 30 = 34 werkdagen, zonder feestdag."
    ),
    "D2": (
        "di 21 (1), wo 22 (2), do 23 en vr 24 pauze; ma 27 Koningsdag, di 28 (3), wo 29 (4), do 30 april (5). Triage "
        "op wo 29: dag 4, en met de twee dagen pauze 6."
    ),
    "D3": (
        "tot en met vr 8 mei 10, zoals bij stap 2; ma 11 (11), di 12 (12), wo 13 (13), do 14 Hemelvaart, vr 15 (14); "
        "ma 18 mei (15). Overleg op di 2 juni: nog 19, 20, 21, 22 (19), 26, 27, 28, 29 mei (23), 1 en 2 juni (25); met "
        "de twee dagen pauze 27. Te laat."
    ),
    "D4": (
        "wo 3 (1), do 4, vr 5 en ma 8 pauze, di 9 (2), wo 10 (3), do 11 (4), vr 12 juni (5). Za 6 en zo 7 kostten geen "
        "werkdag. Met de drie dagen pauze 8 werkdagen."
    ),
    "D5": "28 dagen in juni na de 2e en 20 in juli is 48; pauze 4 tot en met 8 juni is 5 dagen; 48 - 5 = 43.",
    "D6": "10 in april, 31 in mei, 30 in juni en 31 in juli is 102; pauzes 23 en 24 april (2) en 4-8 juni (5); 95.",
    "D7": "15 dagen in juni na de 15e en 10 in juli is 25.",
    "D29": "17, 18, 19 en 20 juli: 4 dagen.",
    "D29E": "11 in juli, 31 in augustus, 30 in september en 30 in oktober is 102.",
    "D8": "di 16 (1), wo 17 (2), do 18 (3), vr 19 (4), ma 22 december (5).",
    "D9": (
        "di 16 tot en met vr 19 (4); ma 22 (5), di 23 (6), wo 24 (7), do 25 en vr 26 Kerst; ma 29 (8), di 30 (9), "
        "wo 31 december (10). Zitting op di 6 januari: do 1 Nieuwjaar, vr 2 (11), ma 5 (12), di 6 (13). Te laat."
    ),
    "D11": "wo 7 (1), do 8 (2), vr 9 januari (3).",
    "D12": "16 dagen in december na de 15e en 9 in januari is 25.",
    "D13": (
        "drie maanden na 6 januari is 6 april, tweede paasdag; een afgesproken norm schuift niet op. 25 in januari, 28 "
        "in februari, 31 in maart en 6 in april is 90. De terugmelding op 7 april kwam één dag te laat."
    ),
    "D10": "wo 7 (1), do 8 (2), vr 9 (3); ma 12 (4), di 13 (5), wo 14 januari (6).",
    "D14": "ma 27 Koningsdag, di 28 (1), wo 29 (2), do 30 (3), vr 1 mei (4), ma 4 mei (5).",
    "D15": "10 weken is 70 dagen: 29 in maart na de 2e, 30 in april, 11 in mei is 70; maandag blijft maandag: 11 mei.",
    "D16": "9 + 10 = 19 januari, een maandag; op die dag begon het onderzoek.",
    "D17": "12 dagen in januari na de 19e, 28 in februari en 2 in maart is 42.",
    "D18": "11 + 14 = 25 mei, tweede pinksterdag; een wettelijke termijn van twee weken schuift op: di 26 mei.",
    "D19": "er is geen norm, dus niets te tellen.",
    "D20": "vr 1 mei (1), ma 4 (2), di 5 Bevrijdingsdag, wo 6 (3), do 7 (4), vr 8 mei (5).",
    "D21": "42 dagen: 17 in april na de 13e en 25 in mei; 25 mei is tweede pinksterdag, dus di 26 mei.",
    "D22": "16 mei is een zaterdag; drie maanden mag nog opschuiven: ma 18 mei. 12 + 31 + 30 + 16 = 89 dagen, en 2.",
    "D23": "16 mei 2026 is een zaterdag, maar een termijn in jaren schuift niet op. Zonder 29 februari: 365 dagen.",
    "D24": "3 mei is een zondag; drie maanden mag nog opschuiven: ma 4 mei. 25 + 31 + 30 + 3 = 89 dagen, en 1.",
    "D25": "28 dagen: 21 in april na de 9e en 7 in mei: do 7 mei.",
    "D26": "70 dagen: 14 in maart na de 17e, 30 in april en 26 in mei: di 26 mei.",
    "D27": "wo 13 (1), do 14 Hemelvaart, vr 15 (2), ma 18 (3), di 19 (4), wo 20 mei (5).",
    "D28": "18 + 7 = 25 mei, tweede pinksterdag; het is geen wettelijke termijn, dus zij blijft daar.",
    "D30": "17 oktober is een zaterdag; drie maanden mag nog opschuiven: ma 19 oktober. 14 + 31 + 30 + 17 = 92, en 2.",
}
