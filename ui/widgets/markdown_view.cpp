// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/markdown_view.h"

#include "ui/paint/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QKeyEvent>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextFrame>
#include <QWheelEvent>

#include <cmath>
#include <memory>

namespace lab
{

namespace
{

constexpr double kLineHeight = 140; ///< per cent

} // namespace

MarkdownView::MarkdownView(QWidget* parent) : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFocusPolicy(Qt::NoFocus); // the keys stay with the step, and with the answer
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void MarkdownView::setText(const QString& markdown)
{
    if (markdown == m_markdown)
        return;
    m_markdown = markdown;
    layOut();
}

void MarkdownView::layOut()
{
    document()->setDefaultFont(font());
    document()->setMarkdown(
        m_markdown,
        QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub).setFlag(QTextDocument::MarkdownNoHTML));
    QTextCursor all(document());
    all.select(QTextCursor::Document);
    QTextBlockFormat lines;
    lines.setLineHeight(kLineHeight, QTextBlockFormat::ProportionalHeight);
    all.mergeBlockFormat(lines);
    setAccessibleName(toPlainText());
    setVisible(!m_markdown.isEmpty());
    fit();
}

int MarkdownView::heightForWidth(int width) const
{
    const std::unique_ptr<QTextDocument> copy(document()->clone());
    copy->setDocumentMargin(0);
    copy->setTextWidth(width);
    return int(std::ceil(copy->size().height())) + 2;
}

QSize MarkdownView::sizeHint() const
{
    constexpr int kWidth = 280;
    return {kWidth, height()};
}

void MarkdownView::fit()
{
    if (m_fitting || width() <= 0)
        return;
    m_fitting = true;
    document()->setTextWidth(viewport()->width());
    setFixedHeight(int(std::ceil(document()->size().height())) + 2);
    m_fitting = false;
}

void MarkdownView::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    fit();
}

void MarkdownView::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        layOut();
}

/// The panel scrolls, not the text in it.
void MarkdownView::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

void MarkdownView::keyPressEvent(QKeyEvent* event)
{
    event->ignore();
}

/// Pictures, from beside the lesson; nothing else, and nothing from elsewhere.
QVariant MarkdownView::loadResource(int type, const QUrl& name)
{
    constexpr qint64 kMostBytes = 16 << 20;
    if (type != QTextDocument::ImageResource || m_folder.isEmpty() || !name.scheme().isEmpty() ||
        !name.host().isEmpty())
        return {};
    const QFileInfo file(QDir(m_folder), name.path());
    const QString real = file.canonicalFilePath(), home = QDir(m_folder).canonicalPath();
    if (real.isEmpty() || !real.startsWith(home + QLatin1Char('/')) || !file.isFile() || file.size() > kMostBytes)
        return {};
    QImageReader reader(real);
    reader.setAutoTransform(true);
    QSize size = reader.size();
    if (const int room = std::max(100, viewport()->width()); size.width() > room)
        reader.setScaledSize(size.scaled(room, size.height(), Qt::KeepAspectRatio));
    return reader.read();
}

} // namespace lab
