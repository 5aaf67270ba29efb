// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/course.h"

#include "core/lessons/controls.h"
#include "ui/model/document.h"
#include "ui/model/view_model.h"
#include "ui/paint/words.h"

#include <algorithm>

namespace lab
{

Course::Course(Document& document, ViewModel& view, QObject* parent)
    : QObject(parent), m_document(document), m_view(view)
{
    document.objection = [this](const Session& after) { return objection(after); };
    // What was opened in the middle of a lesson is looked at; the lesson waits.
    connect(&document, &Document::opened, this, [this] {
        if (running() && !m_moving && !playingFreely())
            playFreely();
    });
}

QString Course::objection(const Session& after) const
{
    if (!running() || m_moving || playingFreely())
        return {};
    const ControlRow* const locked = lockedChange(now().controls, m_document.session(), after);
    return locked ? tr("In this step %1 stays as it is. “Play freely” lets you change it.").arg(word(locked->label))
                  : QString();
}

void Course::put(const QString& text, const Session& session)
{
    m_moving = true;
    // All moves of a lesson in a row are one for undo: it leads back to what was there before it.
    m_document.edit(text, session, QStringLiteral("lesson:%1").arg(QString::fromStdString(m_lesson->id)));
    m_moving = false;
}

void Course::take(Lesson lesson, const QString& source, std::size_t step)
{
    m_lesson = std::move(lesson);
    m_source = source;
    m_states.clear();
    m_left.reset();
    m_step = std::min(step, m_lesson->steps.size() - 1);
}

void Course::start(Lesson lesson, const QString& source)
{
    take(std::move(lesson), source, 0);
    enter();
}

void Course::resume(Lesson lesson, const QString& source, std::size_t step)
{
    take(std::move(lesson), source, step);
    if (m_document.session() == now().session)
        return enter();
    m_shown = 0;
    m_left = Left{now().session, now().view};
    emit stepChanged();
    emit answersChanged();
}

void Course::reload(Lesson lesson)
{
    m_lesson = std::move(lesson);
    m_step = std::min(m_step, m_lesson->steps.size() - 1);
    m_left.reset();
    enter();
}

void Course::leave()
{
    if (!running())
        return;
    m_lesson.reset();
    m_left.reset();
    m_view.uncover();
    emit stepChanged();
    emit answersChanged();
}

void Course::goTo(std::size_t step)
{
    if (!running() || step >= m_lesson->steps.size())
        return;
    m_left.reset();
    m_step = step;
    enter();
}

void Course::next()
{
    if (!running())
        return;
    if (playingFreely())
        return comeBack();
    const auto& asks = now().asks;
    if (m_shown + 1 < asks.size()) {
        ++m_shown;
        cover();
        emit answersChanged();
    } else if (!last()) {
        goTo(m_step + 1);
    }
}

void Course::back()
{
    if (!running())
        return;
    if (playingFreely())
        return comeBack();
    if (m_shown > 0) {
        --m_shown;
        cover();
        emit answersChanged();
    } else if (m_step > 0) {
        goTo(m_step - 1);
    }
}

void Course::restart()
{
    if (!running())
        return;
    for (const Ask& ask : now().asks)
        m_states.erase(ask.id);
    goTo(m_step);
}

/// A step is entered as a whole, from wherever.
void Course::enter()
{
    const auto& asks = now().asks;
    const auto firstOpen = std::ranges::find_if(asks, [&](const Ask& ask) { return state(ask).open(); });
    m_shown = firstOpen == asks.end() ? 0 : std::size_t(firstOpen - asks.begin());
    put(tr("Lesson: %1").arg(QString::fromStdString(m_lesson->title)), now().session);
    cover();
    emit stepChanged();
    emit answersChanged();
}

/// What the step looks at, without what its open question asks for; of one that is answered, what it reveals.
void Course::cover()
{
    ViewState view = now().view;
    if (view.page == "stage")
        view.page = "lesson"; // which shows the stage, too
    if (const Ask* const ask = shown()) {
        if (!state(*ask).open() && ask->revealedView)
            view = *ask->revealedView;
        if (state(*ask).open()) {
            view.hidden = ask->hidden;
            if (ask->kind == Ask::Kind::Question && ask->question.asked == Asked::Cells)
                view.choosing = ask->question.map;
        }
    }
    m_view.restore(view);
}

void Course::playFreely()
{
    if (!running() || playingFreely())
        return;
    m_left = Left{m_document.session(), m_view.state()};
    m_view.uncover();
    emit answersChanged();
}

void Course::comeBack()
{
    if (!playingFreely())
        return;
    const Left left = *std::exchange(m_left, std::nullopt);
    put(tr("Back to the lesson"), left.session);
    m_view.restore(left.view);
    emit answersChanged();
}

const Ask* Course::shown() const
{
    return running() && m_shown < now().asks.size() ? &now().asks[m_shown] : nullptr;
}

bool Course::more() const
{
    return running() && m_shown + 1 < now().asks.size();
}

int Course::chosen() const
{
    return int(std::ranges::count(m_view.state().marked, Marked::As::Chosen, &Marked::as));
}

const Ask* Course::open() const
{
    const Ask* const ask = shown();
    return ask && state(*ask).open() && !playingFreely() ? ask : nullptr;
}

const AskState& Course::state(const Ask& ask) const
{
    static const AskState none;
    const auto found = m_states.find(ask.id);
    return found == m_states.end() ? none : found->second;
}

void Course::answer(const Given& given)
{
    const Ask* const ask = open();
    if (!ask)
        return;
    AskState& state = m_states[ask->id];
    state.take(givenText(given), reactionTo(*ask, now().session, given));
    if (!state.open())
        return settle(*ask, AskState::Phase::Right);
    auto marked = now().view.marked; // with what there is to see of the mistake
    for (const Marked& chosen : m_view.state().marked)
        if (chosen.as == Marked::As::Chosen)
            marked.push_back(chosen);
    marked.insert(marked.end(), state.last.shown.begin(), state.last.shown.end());
    m_view.mark(std::move(marked));
    emit answersChanged();
}

void Course::choose(const Spot& spot)
{
    const Ask* const ask = open();
    if (!ask || ask->question.asked != Asked::Cells || spot.index != ask->question.map)
        return;
    auto marked = m_view.state().marked;
    const Marked chosen{spot, Marked::As::Chosen};
    if (std::erase(marked, chosen) == 0)
        marked.push_back(chosen);
    m_view.mark(std::move(marked));
    emit answersChanged();
}

void Course::answerCells()
{
    CellList cells;
    for (const auto& [spot, as] : m_view.state().marked)
        if (as == Marked::As::Chosen)
            cells.push_back({spot.row, spot.col});
    std::ranges::sort(cells);
    answer(cells);
}

void Course::giveHint()
{
    const Ask* const ask = open();
    if (ask && state(*ask).hints < int(ask->hints.size())) {
        ++m_states[ask->id].hints;
        emit answersChanged();
    }
}

void Course::showAnswer()
{
    if (const Ask* const ask = open())
        settle(*ask, AskState::Phase::Shown);
}

void Course::settle(const Ask& ask, AskState::Phase phase)
{
    m_states[ask.id].phase = phase;
    cover();
    if (ask.kind == Ask::Kind::Question && ask.question.asked == Asked::Cells && ask.expected) {
        auto marked = m_view.state().marked;
        for (const InputCell& cell : std::get<CellList>(*ask.expected))
            marked.push_back({{Spot::Part::Map, ask.question.map, cell.row, cell.col}, Marked::As::Right});
        m_view.mark(std::move(marked));
    }
    emit answersChanged();
}

int Course::answered() const
{
    return int(std::ranges::count_if(m_states, [](const auto& each) { return each.second.atOnce(); }));
}

int Course::asked() const
{
    return int(std::ranges::count_if(m_states, [](const auto& each) { return !each.second.open(); }));
}

} // namespace lab
