// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/animation.h"

#include <QDialog>

#include <functional>

class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;

namespace lab
{

class IntegerField;
class NumberField;

/// What an animation is to be: at first what is offered, then what was chosen.
struct AnimationOffer {
    Animation animation;
    const AnimationFormat* format = nullptr;
    QSize seen; ///< of the page in the window
    bool grains = false; ///< there are steps, and what one is can be chosen
    std::int64_t first = 1; ///< the number of the first frame, as the timeline counts
    std::function<std::int64_t(Grain)>
        last; ///< the last frame, counted from 0; of a page without grains whatever it is
};

/// Asks what is to be animated and how; what cannot be is said in a sentence, and cannot be accepted.
class AnimationDialog : public QDialog
{
    Q_OBJECT
public:
    AnimationDialog(AnimationOffer offer, QWidget* parent);

    const AnimationOffer& chosen() const { return m_offer; } ///< as it stands
    QString said() const; ///< how many frames, and how long; or why there can be none

private:
    void addSpan(QFormLayout* form);
    void addTiming(QFormLayout* form);
    void addLook(QFormLayout* form);
    QWidget* addSize();
    void addFormats(QFormLayout* form);
    IntegerField* integer(const QString& name);
    NumberField* number(const QString& name, double least, double most, double value);
    void setSpan();
    void takeSize();
    void follow();

    AnimationOffer m_offer;
    QComboBox* m_grain = nullptr; ///< null: nothing to choose
    IntegerField *m_from = nullptr, *m_to = nullptr;
    NumberField *m_rate = nullptr, *m_before = nullptr, *m_after = nullptr;
    QComboBox* m_sizes = nullptr;
    IntegerField *m_width = nullptr, *m_height = nullptr;
    QComboBox *m_colours = nullptr, *m_formats = nullptr;
    QLabel *m_absent = nullptr, *m_said = nullptr;
    QPushButton* m_accept = nullptr;
};

} // namespace lab
