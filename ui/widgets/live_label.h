// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextLayout>
#include <QWidget>

namespace lab
{

/// Text that may change with every frame. A QLabel would lay out the window anew each time; this one does so only
/// when the text outgrows its room.
class LiveLabel : public QWidget
{
    Q_OBJECT
public:
    enum class Fit {
        OneLine, ///< as wide as it needs
        Wrapped, ///< as high as it needs
    };
    enum class Ink { Text, Muted, Now };
    explicit LiveLabel(QWidget* parent = nullptr, Fit fit = Fit::OneLine, Qt::Alignment alignment = Qt::AlignLeft);
    /// Parts between <b> and </b> are bold.
    void setText(const QString& text);
    QString text() const { return m_layout.text(); } ///< without the marks
    void setInk(Ink ink);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void makeRoom(int lines);

    Fit m_fit;
    QString m_text; ///< with its marks
    QTextLayout m_layout;
    Ink m_ink = Ink::Text;
    QSize m_room{0, 1}; ///< asked for: pixels and lines
};

} // namespace lab
