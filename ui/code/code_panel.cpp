// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/code/code_panel.h"

#include "core/code/lit_lines.h"
#include "ui/io/error_text.h"
#include "ui/model/document.h"
#include "ui/model/view_model.h"
#include "ui/paint/theme.h"
#include "ui/paint/words.h"
#include "ui/widgets/segments.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

namespace lab
{

namespace
{

QString keyOfTarget()
{
    return QStringLiteral("codeTarget");
}

} // namespace

CodePanel::CodePanel(Document& document, ViewModel& view, QWidget* parent)
    : QWidget(parent), m_document(document), m_view(view)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 12, 16, 12);
    rows->setSpacing(8);
    m_targets = new QComboBox(this);
    m_targets->setAccessibleName(tr("Language of the code"));
    for (const CodeTarget& each : codeTargets()) {
        m_targets->addItem(word(each.name), QString::fromUtf8(each.id.data(), qsizetype(each.id.size())));
        m_targets->setItemData(m_targets->count() - 1, word(each.sentence), Qt::ToolTipRole);
    }
    const int stored = m_targets->findData(QSettings().value(keyOfTarget(), QStringLiteral("numpy")));
    m_targets->setCurrentIndex(std::max(0, stored));
    rows->addWidget(m_targets);
    m_subjects = new Segments(this);
    m_subjects->setAccessibleName(tr("What is written"));
    m_subjects->add(int(CodeSubject::Layers), tr("the layers"));
    m_subjects->add(int(CodeSubject::Learning), tr("the learning run"));
    m_subjects->choose(int(m_subject));
    rows->addWidget(m_subjects, 0, Qt::AlignLeft);
    m_about = new QLabel(this);
    m_about->setProperty("muted", true);
    m_about->setWordWrap(true);
    rows->addWidget(m_about);
    m_text = new QPlainTextEdit(this);
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Code"));
    m_text->setObjectName(QStringLiteral("code"));
    rows->addWidget(m_text, 1);
    m_filled = new QLabel(this);
    m_filled->setWordWrap(true);
    m_filled->setFont(m_text->font());
    m_filled->setTextInteractionFlags(Qt::TextSelectableByMouse);
    rows->addWidget(m_filled);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    const auto button = [&](const QString& text, const QString& tip, auto act) {
        auto* made = new QPushButton(text, this);
        made->setToolTip(tip);
        connect(made, &QPushButton::clicked, this, act);
        buttons->addWidget(made);
        return made;
    };
    m_copy = button(tr("Copy"), tr("The code to the clipboard"), &CodePanel::copy);
    m_save =
        button(tr("Save…"), tr("The code, and the files that it reads beside it"), [this] { emit saveWanted(); });
    button(tr("LaTeX"), tr("The present window as a formula, its matrices and a picture, to the clipboard"),
           [this] { emit latexWanted(); });
    rows->addLayout(buttons);
    connect(m_targets, &QComboBox::activated, this, [this] {
        QSettings().setValue(keyOfTarget(), m_targets->currentData());
        write();
    });
    connect(m_subjects, &Segments::chosen, this, [this](int id) { setSubject(CodeSubject(id)); });
    connect(&document, &Document::changed, this, &CodePanel::follow);
    connect(&view, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.page)
            setSubject(m_view.pageOfEpochs() ? CodeSubject::Learning : CodeSubject::Layers);
        else if (isVisible())
            light();
    });
}

const CodeTarget& CodePanel::target() const
{
    return codeTargets()[std::size_t(std::max(0, m_targets->currentIndex()))];
}

QString CodePanel::text() const
{
    return m_text->toPlainText();
}

QString CodePanel::filled() const
{
    return m_filled->text();
}

void CodePanel::setSubject(CodeSubject subject)
{
    m_subjects->choose(int(subject));
    if (subject == m_subject)
        return;
    m_subject = subject;
    follow();
}

void CodePanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    write();
}

void CodePanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        light();
}

void CodePanel::follow()
{
    if (isVisible())
        write();
}

/// What was written stays until the new is there; it is lit no more.
void CodePanel::write()
{
    m_code.reset();
    m_lit.clear();
    m_about->setText(word(target().sentence));
    m_copy->setEnabled(false);
    m_save->setEnabled(false);
    m_job.start([session = m_document.snapshot(), subject = m_subject,
                 which = &target()](const std::stop_token& stop) { return codeFor(*session, subject, *which, stop); },
                [this](Result<Code> code) {
                    if (!code) {
                        m_text->setPlainText({});
                        m_filled->setText(sentence(code.error()));
                        return;
                    }
                    const QString text = QString::fromStdString(textOf(*code));
                    m_code = std::move(*code);
                    if (text != m_text->toPlainText())
                        m_text->setPlainText(text);
                    m_copy->setEnabled(true);
                    m_save->setEnabled(true);
                    light();
                });
}

void CodePanel::light()
{
    if (!m_code)
        return;
    const bool learning = m_subject == CodeSubject::Learning;
    CodeIndices indices;
    CodeRole role = CodeRole::Update;
    if (learning) {
        indices.n = m_document.train().epoch;
    } else {
        indices = indicesAt(m_view.step(), m_document.geometry());
        indices.c = m_view.state().plane;
        role = roleOf(m_view.state().grain);
    }
    m_lit =
        m_view.state().hidden.any() ? std::vector<std::size_t>() : litLines(*m_code, role, int(m_document.focus()));
    QList<QTextEdit::ExtraSelection> marks;
    const Theme& theme = themeOf(palette());
    for (const std::size_t line : m_lit) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_text->document()->findBlockByNumber(int(line)));
        mark.format.setBackground(theme.accentGround);
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks.append(mark);
    }
    m_text->setExtraSelections(marks);
    m_filled->clear();
    if (m_lit.empty())
        return;
    const std::string filled = filledLine(m_code->lines[m_lit.front()], indices, target().commentMark);
    m_filled->setText(QString::fromStdString(filled).trimmed());
    QTextCursor cursor(m_text->document()->findBlockByNumber(int(m_lit.front())));
    m_text->setTextCursor(cursor);
    m_text->ensureCursorVisible();
}

void CodePanel::copy()
{
    QApplication::clipboard()->setText(text());
    emit m_document.informed(tr("The code is on the clipboard."));
}

} // namespace lab
