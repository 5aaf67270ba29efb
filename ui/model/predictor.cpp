// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/predictor.h"

#include "core/lessons/lesson_question.h"
#include "core/session/evaluate.h"
#include "core/session/session.h"
#include "core/teaching/right_answer.h"
#include "ui/model/course.h"
#include "ui/model/document.h"
#include "ui/model/view_model.h"

namespace lab
{

namespace
{

constexpr const char* kPage = "predict";

} // namespace

Predictor::Predictor(Document& document, ViewModel& view, Course& course, QObject* parent)
    : QObject(parent), m_document(document), m_view(view), m_course(course)
{
    connect(&view, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.page && m_on && m_view.state().page != kPage)
            return setOn(false); // it could not be answered elsewhere
        if (changes.place || changes.grain || changes.timeline || changes.page)
            follow();
    });
    connect(&document, &Document::changed, this, &Predictor::follow);
    // One asks at a time.
    connect(&course, &Course::stepChanged, this, [this] {
        if (m_course.running() && !m_course.playingFreely())
            setOn(false);
    });
    connect(&course, &Course::answersChanged, this, [this] {
        if (m_course.open())
            setOn(false);
    });
}

void Predictor::setOn(bool on)
{
    if (on == m_on)
        return;
    if (on && m_course.running())
        m_course.playFreely();
    m_on = on;
    m_right = m_asked = 0;
    m_ask.reset();
    if (on) {
        m_view.showPage(kPage);
        follow();
    } else if (!m_course.open()) {
        m_view.uncover();
    }
    emit changed();
}

/// The question that the present step answers.
std::optional<Ask> Predictor::askNow() const
{
    const Geometry& geometry = m_document.geometry();
    if (geometry.taps() > kMostTaps || !byReference(geometry.output()))
        return std::nullopt;
    Ask ask;
    ask.id = "now";
    Question& question = ask.question;
    question.layer = m_document.session().focus;
    if (m_view.byEpochs()) {
        question.asked = Asked::Weight;
        question.epoch = m_document.train().epoch;
        if (question.epoch == 0 || m_document.session().layer().pools())
            return std::nullopt;
    } else {
        const Step step = m_view.step();
        question.row = step.cell.row;
        question.col = step.cell.col;
        question.tap = step.tap;
        const Grain grain = m_view.state().grain;
        question.asked = grain == Grain::Row   ? Asked::Row
                         : grain == Grain::Map ? Asked::Map
                         : step.complete       ? Asked::Cell
                                               : Asked::Product;
        if (question.asked == Asked::Map && geometry.output().cells() > kMostCells)
            return std::nullopt;
        if (question.asked == Asked::Product && m_document.session().layer().pools())
            return std::nullopt; // it has none
    }
    auto right = rightAnswer(m_document.session(), question);
    if (!right)
        return std::nullopt;
    ask.expected = std::move(*right);
    ask.hidden = hiddenBy(ask, m_document.session());
    if (question.asked == Asked::Weight)
        ask.hidden.cells.push_back({Spot::Part::Kernel, question.layer, question.row, question.col});
    return ask;
}

void Predictor::follow()
{
    if (!m_on || m_following)
        return;
    auto ask = askNow();
    const bool same = ask && m_ask && ask->question == m_ask->question && ask->expected == m_ask->expected;
    if (same || (!ask && !m_ask))
        return;
    m_ask = std::move(ask);
    m_state = {};
    m_following = true;
    if (m_ask)
        m_view.cover(m_ask->hidden);
    else
        m_view.uncover();
    m_following = false;
    emit changed();
}

void Predictor::answer(const Given& given)
{
    if (!open())
        return;
    m_state.take(givenText(given), reactionTo(*m_ask, m_document.session(), given));
    if (!m_state.open())
        return settle(AskState::Phase::Right);
    m_view.mark(m_state.last.shown);
    emit changed();
}

void Predictor::showAnswer()
{
    if (open())
        settle(AskState::Phase::Shown);
}

void Predictor::settle(AskState::Phase phase)
{
    m_state.phase = phase;
    ++m_asked;
    m_right += m_state.atOnce();
    m_view.uncover();
    emit changed();
}

} // namespace lab
