// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/view_state.h"

#include <QWidget>

#include <vector>

class QBoxLayout;
class QLabel;

namespace lab
{

class Chip;
class Document;
struct ChipSpec;

/// What stands under a tensor: what can be set of it, as chips, each of which opens a popover; under an output how its
/// size comes about. In narrow windows one chip opens all.
class TensorChips : public QWidget
{
    Q_OBJECT
public:
    TensorChips(Spot::Part part, std::size_t index, Document& document, QWidget* parent);
    void refresh();
    void setCompact(bool compact);
    std::vector<Chip*> chips() const;
    std::vector<QWidget*> tabOrder() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void add(const ChipSpec& spec, QBoxLayout* row);
    void open(const ChipSpec& spec, Chip* chip);
    void openAll();
    void step(const ChipSpec& spec, Chip* chip, int by);
    void showFormula();
    QString valueOf(const ChipSpec& spec) const;
    bool there(const ChipSpec& spec) const;
    /// The layer whose settings these are; of an output there is none.
    std::size_t layer() const { return m_index; }

    Spot::Part m_part;
    std::size_t m_index;
    Document& m_document;
    bool m_compact = false;
    std::vector<std::pair<const ChipSpec*, Chip*>> m_chips;
    Chip* m_all = nullptr;
    QLabel* m_formula = nullptr;
};

} // namespace lab
