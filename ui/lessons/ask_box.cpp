// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lessons/ask_box.h"

#include "ui/paint/words.h"
#include "ui/widgets/markdown_view.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

bool typed(const Ask& ask)
{
    return ask.kind == Ask::Kind::Own || (ask.kind == Ask::Kind::Question && ask.question.asked != Asked::Cells);
}

bool clicked(const Ask& ask)
{
    return ask.kind == Ask::Kind::Question && ask.question.asked == Asked::Cells;
}

/// What can be read of one line of Markdown without laying it out.
QString plain(const std::string& markdown)
{
    QString line = othersText(markdown);
    return line.remove(QLatin1String("**")).remove(QLatin1Char('`'));
}

} // namespace

AskBox::AskBox(QWidget* parent) : QWidget(parent)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(10);
    m_text = new MarkdownView(this);
    setQuestionFont();
    rows->addWidget(m_text);
    m_choices = new QWidget(this);
    m_choiceRows = new QVBoxLayout(m_choices);
    m_choiceRows->setContentsMargins(0, 0, 0, 0);
    m_group = new QButtonGroup(this);
    rows->addWidget(m_choices);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_field = new QLineEdit(this);
    m_field->setObjectName(QStringLiteral("answer"));
    m_field->setAccessibleName(tr("Answer"));
    m_field->setPlaceholderText(tr("Type it"));
    m_field->installEventFilter(this);
    row->addWidget(m_field, 1);
    m_chosen = new QLabel(this);
    row->addWidget(m_chosen, 1);
    m_check = new QPushButton(tr("Check"), this);
    m_check->setObjectName(QStringLiteral("primary"));
    m_check->setAutoDefault(false);
    row->addWidget(m_check);
    m_hint = new QPushButton(tr("Hint"), this);
    m_hint->setAutoDefault(false);
    row->addWidget(m_hint);
    rows->addLayout(row);
    m_said = new QFrame(this);
    m_said->setObjectName(QStringLiteral("reaction"));
    auto* said = new QVBoxLayout(m_said);
    said->setContentsMargins(14, 10, 12, 10);
    m_sentence = new MarkdownView(m_said);
    said->addWidget(m_sentence);
    rows->addWidget(m_said);
    m_more = new MarkdownView(this);
    rows->addWidget(m_more);
    connect(m_check, &QPushButton::clicked, this, &AskBox::check);
    connect(m_hint, &QPushButton::clicked, this, &AskBox::hintWanted);
}

void AskBox::setQuestionFont()
{
    QFont bold = font();
    bold.setBold(true);
    m_text->setFont(bold);
}

void AskBox::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setQuestionFont();
}

void AskBox::setFolder(const QString& folder)
{
    for (MarkdownView* view : {m_text, m_sentence, m_more})
        view->setFolder(folder);
}

void AskBox::show(const Ask& ask, const AskState& state, const QString& question, int chosen)
{
    const bool other = m_asked != othersText(ask.id) || !(m_ask.question == ask.question);
    m_asked = othersText(ask.id);
    m_ask = ask;
    m_text->setText(question);
    if (other)
        m_field->clear();
    if (!state.open() && typed(ask))
        m_field->setText(state.phase == AskState::Phase::Right ? othersText(state.tried.back().given)
                                                               : othersText(rightText(ask)));
    m_field->setVisible(typed(ask));
    m_field->setReadOnly(!state.open());
    m_chosen->setVisible(!typed(ask));
    m_chosen->setText(!clicked(ask) ? QString()
                      : chosen == 1 ? tr("1 cell chosen")
                                    : tr("%1 cells chosen").arg(chosen));
    m_choices->setVisible(ask.kind == Ask::Kind::Choice);
    if (other || ask.kind == Ask::Kind::Choice)
        showChoices(ask, state);
    m_check->setVisible(state.open());
    m_check->setText(ask.kind == Ask::Kind::Build ? tr("Check what I built") : tr("Check"));
    m_hint->setVisible(state.open() && state.hints < int(ask.hints.size()) && (!state.tried.empty() || typed(ask)));
    showReaction(ask, state);
}

void AskBox::showChoices(const Ask& ask, const AskState& state)
{
    const auto buttons = m_group->buttons();
    const bool same = buttons.size() == qsizetype(ask.choices.size()) && m_choices->property("of") == m_asked;
    if (!same) {
        for (QAbstractButton* button : buttons) {
            m_group->removeButton(button);
            delete button;
        }
        const bool several = ask.right.size() > 1;
        m_group->setExclusive(!several);
        int number = 0;
        for (const std::string& choice : ask.choices) {
            QAbstractButton* button = nullptr;
            if (several)
                button = new QCheckBox(plain(choice), m_choices);
            else
                button = new QRadioButton(plain(choice), m_choices);
            m_group->addButton(button, number++);
            m_choiceRows->addWidget(button);
        }
        m_choices->setProperty("of", m_asked);
    }
    for (QAbstractButton* button : m_group->buttons()) {
        const bool right = std::ranges::find(ask.right, m_group->id(button)) != ask.right.end();
        button->setEnabled(state.open());
        if (!state.open() && right)
            button->setChecked(true);
    }
}

void AskBox::setRole(QFrame& frame, const char* role)
{
    if (frame.property("role") == QLatin1String(role))
        return;
    frame.setProperty("role", QLatin1String(role));
    frame.style()->unpolish(&frame);
    frame.style()->polish(&frame);
}

void AskBox::showReaction(const Ask& ask, const AskState& state)
{
    QString sentence = othersText(state.last.sentence);
    const char* role = "notYet";
    if (state.phase == AskState::Phase::Right) {
        role = "right";
        if (sentence.isEmpty())
            sentence = tr("Right.");
    } else if (state.phase == AskState::Phase::Shown) {
        role = "shown";
        sentence = tr("The answer: %1").arg(othersText(rightText(ask)));
    } else if (!state.answered) {
        sentence.clear();
    }
    setRole(*m_said, role);
    m_sentence->setText(sentence);
    m_said->setVisible(!sentence.isEmpty());
    QStringList more;
    if (state.open())
        for (int i = 0; i < state.hints; ++i)
            more += othersText(ask.hints[std::size_t(i)]);
    else if (!ask.reveal.empty())
        more += othersText(ask.reveal);
    m_more->setText(more.join(QStringLiteral("\n\n")));
}

bool AskBox::type(const QString& typedText)
{
    if (!isVisible() || !m_field->isVisibleTo(this) || m_field->isReadOnly())
        return false;
    if (!m_field->hasFocus()) {
        m_field->setFocus();
        m_field->deselect();
        m_field->end(false);
    }
    m_field->insert(typedText);
    return true;
}

void AskBox::check()
{
    if (clicked(m_ask))
        emit cellsAnswered();
    else if (m_ask.kind == Ask::Kind::Build)
        emit buildAnswered();
    else if (m_ask.kind == Ask::Kind::Choice) {
        std::vector<int> choices;
        for (QAbstractButton* button : m_group->buttons())
            if (button->isChecked())
                choices.push_back(m_group->id(button));
        std::ranges::sort(choices);
        if (!choices.empty())
            emit answered(choices);
    } else if (!m_field->text().trimmed().isEmpty()) {
        emit answered(m_field->text().toStdString());
        m_field->selectAll();
    }
}

/// Space plays, PgUp and PgDn go through the lesson, and Q ends predicting, while an answer is typed, too.
bool AskBox::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (event->type() == QEvent::KeyPress && (key == Qt::Key_Return || key == Qt::Key_Enter) &&
            !m_field->isReadOnly()) { // and not, too, what Enter does once it is answered
            check();
            return true;
        }
        constexpr std::array kOfSeveral{Asked::Row,        Asked::Map,          Asked::Shape,       Asked::Padded,
                                        Asked::ChannelMap, Asked::ChannelShape, Asked::WeightsShape};
        const bool row = std::ranges::find(kOfSeveral, m_ask.question.asked) != kOfSeveral.end();
        if (event->type() == QEvent::KeyPress && (key == Qt::Key_PageUp || key == Qt::Key_PageDown ||
                                                  key == Qt::Key_Q || (key == Qt::Key_Space && !row))) {
            event->ignore();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace lab
