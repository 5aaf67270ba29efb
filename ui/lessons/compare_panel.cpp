// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lessons/compare_panel.h"

#include "core/numbers/matrix_text.h"
#include "core/session/session.h"
#include "core/teaching/compare.h"
#include "ui/io/error_text.h"
#include "ui/model/document.h"
#include "ui/model/view_model.h"
#include "ui/paint/words.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace lab
{

ComparePanel::ComparePanel(Document& document, ViewModel& view, QWidget* parent)
    : QWidget(parent), m_document(document), m_view(view)
{
    constexpr int kMargin = 16;
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    rows->setSpacing(10);
    auto* heading = new QLabel(tr("Compare with my result"), this);
    heading->setProperty("heading", true);
    rows->addWidget(heading);
    auto* about =
        new QLabel(tr("Paste the output of your own code, as it was printed, or open its file. What could "
                      "make the difference is looked for: a turned kernel, another border, a missing bias …"),
                   this);
    about->setWordWrap(true);
    about->setProperty("muted", true);
    rows->addWidget(about);
    m_text = new QPlainTextEdit(this);
    m_text->setAccessibleName(tr("My result"));
    m_text->setPlaceholderText(QStringLiteral("[[19., 25.],\n [37., 43.]]"));
    m_text->setTabChangesFocus(true);
    m_text->setObjectName(QStringLiteral("myResult"));
    rows->addWidget(m_text, 1);
    auto* row = new QVBoxLayout;
    auto* compare = new QPushButton(tr("Compare"), this);
    compare->setObjectName(QStringLiteral("primary"));
    auto* open = new QPushButton(tr("Open a file…"), this);
    for (QPushButton* button : {compare, open}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    rows->addLayout(row);
    m_said = new QLabel(this);
    m_said->setWordWrap(true);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_said->setObjectName(QStringLiteral("comparison"));
    rows->addWidget(m_said);
    rows->addStretch(1);
    connect(compare, &QPushButton::clicked, this, &ComparePanel::compareText);
    connect(open, &QPushButton::clicked, this, &ComparePanel::openWanted);
    connect(&document, &Document::changed, this, [this](const Changes& changes) {
        if (changes.maps() || changes.focus)
            follow();
    });
}

QString ComparePanel::said() const
{
    return m_said->text();
}

void ComparePanel::compareText()
{
    auto read = readMatrixText(m_text->toPlainText().toStdString(), {});
    if (!read)
        m_said->setText(tr("%1 Paste numbers, row by row.").arg(sentence(read.error())));
    else if (read->planes.size() != 1)
        m_said->setText(
            tr("These are %1 matrices; the output here is one. Paste one of them.").arg(read->planes.size()));
    else
        compare(read->planes.front());
}

void ComparePanel::compare(const Grid& theirs)
{
    m_theirs = theirs;
    m_said->setText(tr("Looking for what makes the difference …"));
    const Session session = m_document.session();
    m_job.start([session, theirs](
                    std::stop_token stop) { return compareResults(session, session.focus, theirs.view(), stop); },
                [this](Result<ResultComparison> result) {
                    if (result)
                        show(*result);
                    else
                        m_said->setText(sentence(result.error()));
                });
}

/// The sentence, and on the stage the cells that differ.
void ComparePanel::show(const ResultComparison& result)
{
    constexpr std::size_t kMostMarked = 1000; ///< more cannot be told apart
    m_said->setText(QString::fromStdString(result.sentence));
    std::vector<Marked> marked;
    const std::size_t map = m_document.session().focus + 1;
    if (result.sameShape)
        for (int r = 0; r < result.differs.rows(); ++r)
            for (int c = 0; c < result.differs.cols() && marked.size() < kMostMarked; ++c)
                if (result.differs.at(r, c) != 0)
                    marked.push_back({{Spot::Part::Map, map, r, c}, Marked::As::Wrong});
    m_view.mark(std::move(marked));
}

void ComparePanel::follow()
{
    if (m_theirs && isVisible())
        return compare(*m_theirs);
    m_job.cancel();
    m_theirs.reset();
    m_said->clear();
}

} // namespace lab
