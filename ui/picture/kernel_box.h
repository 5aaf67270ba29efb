// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"

#include <QPoint>
#include <QWidget>

#include <string_view>
#include <vector>

class QGridLayout;
class QLabel;
class QToolButton;

namespace lab
{

class Document;
class NumberField;
class NumberSlider;
class TensorView;
struct KernelEdit;

/// The kernel of the focused layer, and what can be done to it: a weight at a time, and as a whole.
class KernelBox : public QWidget
{
    Q_OBJECT
public:
    explicit KernelBox(Document& document, QWidget* parent = nullptr);

    TensorView* view() const { return m_view; }
    NumberSlider* weight() const { return m_weight; }
    NumberSlider* strength() const { return m_strength; }
    QToolButton* edit(std::string_view id) const;

private:
    void addEdits(QGridLayout* grid);
    QWidget* adjustment(std::string_view id);
    void choose(QPoint cell);
    void setWeight(QPoint cell, double value, int gesture);
    void blend(double strength, int gesture);
    void refresh();

    Document& m_document;
    QLabel* m_title = nullptr;
    QLabel* m_about = nullptr;
    TensorView* m_view = nullptr;
    NumberSlider* m_weight = nullptr;
    NumberSlider* m_strength = nullptr;
    std::vector<std::pair<const KernelEdit*, QToolButton*>> m_edits;
    QPoint m_chosen; ///< x: column, y: row
    Grid m_whole; ///< the kernel at strength 1
    Grid m_blended; ///< what the strength made of it
};

} // namespace lab
