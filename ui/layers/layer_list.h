// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/layer.h"
#include "ui/model/document.h"

#include <QWidget>

class QListWidget;
class QPushButton;
class QToolButton;

namespace lab
{

/// The stack as a list: add, remove, duplicate, reorder by drag and by Alt+Up and Alt+Down; the row that is chosen is
/// the layer that is stepped.
class LayerList : public QWidget
{
    Q_OBJECT
public:
    explicit LayerList(Document& document, QWidget* parent = nullptr);

    void add(LayerKind kind);
    void remove();
    void duplicate();
    void move(int by); ///< the focused layer, towards the output for by > 0

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QToolButton* button(const QString& icon, const QString& name, const QString& key);
    void moved(std::size_t from, std::size_t to); ///< a row was dragged
    void refresh();

    Document& m_document;
    QListWidget* m_list = nullptr;
    QToolButton* m_add = nullptr;
    QToolButton* m_duplicate = nullptr;
    QToolButton* m_remove = nullptr;
    QToolButton* m_up = nullptr;
    QToolButton* m_down = nullptr;
};

} // namespace lab
