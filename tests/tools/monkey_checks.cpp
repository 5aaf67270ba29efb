// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/layer.h"
#include "core/session/evaluate.h"
#include "core/session/session.h"
#include "tests/tools/monkey.h"

#include <QLabel>
#include <QUndoStack>

#include <array>

namespace lab::monkey
{

namespace
{

/// What must hold, and whether it does.
struct Check {
    const char* rule;
    bool (*holds)(Hands& hands);
};

bool stepLies(Hands& hands)
{
    const Player& player = hands.window->player();
    const Shape output = hands.window->document().geometry().output();
    const Step step = hands.window->view().step();
    const Playhead& head = player.playhead();
    return step.cell.row >= 0 && step.cell.row < output.rows && step.cell.col >= 0 && step.cell.col < output.cols &&
           head.index() >= 0 && head.index() < head.count();
}

bool geometriesFit(Hands& hands)
{
    const Document& document = hands.window->document();
    const Session& session = document.session();
    const auto geometries = resolve(session.input->shape(), session.layers);
    if (!geometries || geometries->size() != document.geometries().size() || session.focus >= session.layers.size())
        return false;
    for (std::size_t i = 0; i < geometries->size(); ++i)
        if ((*geometries)[i].output() != document.geometries()[i].output())
            return false;
    return true;
}

bool mapsFit(Hands& hands)
{
    const Document& document = hands.window->document();
    const auto maps = document.maps();
    if (document.evaluating())
        return true;
    if (!maps || maps->maps.size() != document.geometries().size())
        return false;
    for (std::size_t i = 0; i < maps->maps.size(); ++i)
        for (const Grid& plane : maps->maps[i])
            if (plane.shape() != document.geometries()[i].output())
                return false;
    return true;
}

bool pageIsShown(Hands& hands)
{
    const Pages& pages = hands.window->pages();
    int shown = 0;
    for (const PageInfo& info : pageTable())
        shown += int(pages.current().id == info.id);
    return shown == 1;
}

bool labelsArePlain(Hands& hands)
{
    for (const QLabel* label : hands.window->findChildren<QLabel*>())
        if (label->isVisible() && label->textFormat() != Qt::PlainText &&
            label->text().contains(QStringLiteral("<img")))
            return false;
    return true;
}

bool sizeIsKept(Hands& hands)
{
    const QSize least = hands.window->minimumSize(), size = hands.window->size();
    const bool kept = (size == hands.size || hands.window->isFullScreen()) && size.width() >= least.width() &&
                      size.height() >= least.height();
    if (!kept)
        find(QStringLiteral("it is %1 × %2, not %3 × %4")
                 .arg(size.width())
                 .arg(size.height())
                 .arg(hands.size.width())
                 .arg(hands.size.height()));
    return kept;
}

bool roomIsEnough(Hands& hands)
{
    const QSize least = hands.window->minimumSize();
    if (hands.window->minimumSizeHint().boundedTo(least) == hands.window->minimumSizeHint())
        return true;
    for (const QWidget* each : hands.window->findChildren<QWidget*>()) {
        const QSize wanted = each->minimumSizeHint().expandedTo(each->minimumSize());
        if (each->isVisible() && (wanted.width() > least.width() / 2 || wanted.height() > least.height() / 2))
            find(QStringLiteral("%1 “%2” asks for %3 × %4")
                     .arg(QLatin1String(each->metaObject()->className()), each->accessibleName())
                     .arg(wanted.width())
                     .arg(wanted.height()));
    }
    return false;
}

constexpr std::array kChecks{
    Check{"no change of the document is under way", [](Hands& h) { return !h.window->document().changing(); }},
    Check{"the step lies in the output of the layer", stepLies},
    Check{"the session resolves to the geometries of the document", geometriesFit},
    Check{"the maps have the sizes of the geometries", mapsFit},
    Check{"the window has the size that it was given", sizeIsKept},
    Check{"nothing asks for more room than the smallest window has", roomIsEnough},
    Check{"one row of the table of pages is shown", pageIsShown},
    Check{"no label takes what comes from outside for HTML", labelsArePlain},
    Check{"the title says whether there are unsaved changes",
          [](Hands& h) { return h.window->isWindowModified() == h.window->document().modified(); }},
    Check{"the window can be seen", [](Hands& h) { return h.window->isVisible(); }},
};

} // namespace

void check(Hands& hands)
{
    for (const Check& each : kChecks)
        if (!each.holds(hands))
            find(QStringLiteral("it does not hold that %1").arg(QLatin1String(each.rule)));
}

} // namespace lab::monkey
