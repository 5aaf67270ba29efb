// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

namespace lab
{

/// A text in Markdown, as high as it is: laid out by Qt, without HTML, and nothing in it is followed. Pictures come
/// from one folder only.
class MarkdownView : public QTextBrowser
{
    Q_OBJECT
public:
    explicit MarkdownView(QWidget* parent = nullptr);
    void setText(const QString& markdown);
    const QString& markdown() const { return m_markdown; }
    /// Where its pictures lie; empty: there are none.
    void setFolder(const QString& folder) { m_folder = folder; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QVariant loadResource(int type, const QUrl& name) override;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void layOut();
    void fit();

    QString m_markdown;
    QString m_folder;
    bool m_fitting = false;
};

} // namespace lab
