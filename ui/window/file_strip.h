// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QListWidget;
class QToolButton;

namespace lab
{

class Document;

/// What came together, at the foot of the view from left to right: files with their kind and size, or the pages and
/// frames of one. A click or Enter opens one; it goes when it is closed, or when something else is opened.
class FileStrip : public QFrame
{
    Q_OBJECT
public:
    FileStrip(Document& document, QWidget* parent);
    QListWidget* list() const { return m_list; }
    QToolButton* closeButton() const { return m_close; }
    void setPresenting(bool presenting); ///< then it is not shown

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void fill();
    void mark();
    void fitHeight();

    Document& m_document;
    QListWidget* m_list = nullptr;
    QToolButton* m_close = nullptr;
    bool m_presenting = false;
};

} // namespace lab
