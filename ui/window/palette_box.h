// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/finding.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;

namespace lab
{

/// A field to type words in, and what is found by them below it. Keys go from entry to entry while words are typed.
class PaletteBox : public QWidget
{
    Q_OBJECT
public:
    /// `lately`: ids of what was done last, the last one first.
    PaletteBox(std::vector<Findable> all, QStringList lately, QWidget* parent = nullptr);

    QLineEdit* field() const { return m_field; }
    QListWidget* list() const { return m_list; }
    const Findable* at(int row) const; ///< of what is found; null: there is no such row

signals:
    void chosen(const lab::Findable& what); ///< what can be done

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void find();
    void choose(int row);
    void sayCurrent();

    std::vector<Findable> m_all;
    std::vector<FoundBy> m_words;
    QStringList m_lately;
    std::vector<std::size_t> m_found;
    QLineEdit* m_field = nullptr;
    QListWidget* m_list = nullptr;
    QLabel* m_count = nullptr;
};

} // namespace lab
