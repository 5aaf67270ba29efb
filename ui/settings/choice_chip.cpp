// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/choice_chip.h"

#include "ui/model/document.h"
#include "ui/model/history.h"
#include "ui/paint/words.h"

#include <QActionGroup>
#include <QMenu>

namespace lab
{

ChoiceChip::ChoiceChip(const ChoiceSetting& setting, Document& document, LayerOf layer, QWidget* parent)
    : Chip(lab::tr(setting.label), parent), m_setting(setting), m_document(document), m_layer(std::move(layer))
{
    setProperty("english", QLatin1String(setting.name));
    connect(this, &Chip::clicked, this, &ChoiceChip::choose);
    connect(&document, &Document::changed, this, &ChoiceChip::refresh);
    refresh();
}

void ChoiceChip::refresh()
{
    const Session& session = m_document.session();
    const std::size_t layer = m_layer(session);
    setEnabled(convolves(session, layer));
    setToolTip(isEnabled() ? lab::tr(m_setting.name) : tr("A pooling has none"));
    setValue(m_setting.options()[m_setting.index(session, layer)].section(QLatin1String(" ("), 0, 0).toLower() +
             QStringLiteral(" ▾"));
}

void ChoiceChip::choose()
{
    QMenu menu;
    menu.setToolTipsVisible(true);
    auto* group = new QActionGroup(&menu);
    const Session& session = m_document.session();
    const QStringList options = m_setting.options(), tips = m_setting.tips();
    for (int i = 0; i < options.size(); ++i) {
        QAction* action = menu.addAction(options[i]);
        action->setCheckable(true);
        action->setChecked(i == m_setting.index(session, m_layer(session)));
        if (i < tips.size())
            action->setToolTip(tips[i]);
        action->setData(i);
        group->addAction(action);
    }
    setOpen(true);
    const QAction* chosen = menu.exec(mapToGlobal(QPoint(0, height())));
    setOpen(false);
    if (chosen)
        changeSession(
            m_document, this, changedTo(lab::tr(m_setting.change), chosen->text()),
            [&](Session& s) { m_setting.apply(s, m_layer(s), chosen->data().toInt()); }, [] {});
}

} // namespace lab
