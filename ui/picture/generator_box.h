// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <string_view>
#include <vector>

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace lab
{

class Document;
class NumberSlider;
struct KernelGenerator;

/// A kernel made from a few numbers, which are dragged: the kernel of the focused layer follows.
class GeneratorBox : public QWidget
{
    Q_OBJECT
public:
    explicit GeneratorBox(Document& document, QWidget* parent = nullptr);

    /// As if the person had chosen it.
    void choose(std::string_view id);
    const std::vector<NumberSlider*>& sliders() const { return m_sliders; } ///< one for each parameter

private:
    void take(int index);
    void make(QWidget* control, const QString& key);

    Document& m_document;
    const KernelGenerator* m_generator = nullptr;
    QComboBox* m_choice = nullptr;
    QLabel* m_about = nullptr;
    QVBoxLayout* m_rows = nullptr;
    std::vector<NumberSlider*> m_sliders;
};

} // namespace lab
