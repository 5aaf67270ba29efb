// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/glossary_dialog.h"

#include "ui/lessons/glossary.h"
#include "ui/paint/theme.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QLineEdit>
#include <QScreen>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

namespace lab
{

namespace
{

constexpr QSize kGlossarySize{520, 560}; ///< pixels, where the screen has them
constexpr QSize kAroundGlossary{40, 80};

} // namespace

GlossaryDialog::GlossaryDialog(QWidget* parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Glossary"));
    auto* rows = new QVBoxLayout(this);
    m_field = new QLineEdit(this);
    m_field->setAccessibleName(tr("Find a word"));
    m_field->setPlaceholderText(m_field->accessibleName());
    m_field->setClearButtonEnabled(true);
    rows->addWidget(m_field);
    m_text = new QTextBrowser(this);
    m_text->setAccessibleName(tr("Words of the field"));
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    rows->addWidget(m_text, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    rows->addWidget(buttons);
    connect(m_field, &QLineEdit::textChanged, this, &GlossaryDialog::find);
    connect(m_text, &QTextBrowser::anchorClicked, this, &GlossaryDialog::follow);
    find();
    resize(kGlossarySize.boundedTo(parent->screen()->availableSize() - kAroundGlossary));
    m_field->setFocus();
}

void GlossaryDialog::find()
{
    const auto terms = termsFor(m_field->text());
    if (terms.empty())
        m_text->setPlainText(tr("No word of the glossary has “%1”. Fewer letters find more.").arg(m_field->text()));
    else
        m_text->setHtml(glossaryHtml(terms, themeOf(palette()).accent.name()));
}

void GlossaryDialog::showTerm(const QString& id)
{
    m_field->clear();
    if (!id.isEmpty())
        m_text->scrollToAnchor(id);
}

void GlossaryDialog::follow(const QUrl& link)
{
    showTerm(link.fragment());
}

void GlossaryDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_text)
        find();
}

} // namespace lab
