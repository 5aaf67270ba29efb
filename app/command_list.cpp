// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/names.h"
#include "app/results.h"

#include <algorithm>

namespace lab
{

namespace
{

QString textOf(const NameList& list)
{
    WordTable table{{QString::fromLatin1(list.name), QString::fromUtf8(list.text)}, {}};
    for (const NameRow& row : list.rows())
        table.rows += {row.name, row.text};
    return inColumns(table);
}

} // namespace

int runList(Arguments& arguments)
{
    const QString what = arguments.file();
    const auto lists = nameLists();
    const auto one = std::find_if(lists.begin(), lists.end(),
                                  [&](const NameList& list) { return what == QLatin1String(list.name); });
    if (one != lists.end()) {
        print(textOf(*one));
    } else if (arguments.hasFile()) {
        arguments.setProblem(
            Arguments::tr("WHAT is one of %1, not “%2”.").arg(listNames().join(QLatin1String(", ")), what));
    } else {
        QStringList all;
        for (const NameList& list : lists)
            all += textOf(list);
        print(all.join(u'\n'));
    }
    return arguments.end();
}

} // namespace lab
