// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that are typed into the window. CMakeLists.txt runs these tests in several locales.
#include "core/numbers/number_text.h"
#include "tests/locale_lane.h"
#include "tests/ui/laboratory.h"
#include "ui/widgets/integer_field.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/rate_slider.h"

#include <QAccessible>
#include <QMenu>
#include <QSignalSpy>
#include <QStyleOptionSpinBox>
#include <QUndoStack>
#include <QWheelEvent>

#include <cmath>

namespace lab::test
{

namespace
{

struct Field {
    const char* name; ///< of the test
    const char* accessibleName;
    double (*value)(const Session&);
};
const Field kFields[] = {
    {"Bias", "Bias b", [](const Session& s) { return double(s.layer().bias); }},
    {"Rate", "Learning rate", [](const Session& s) { return s.train.rate; }},
    {"Tolerance", "Loss at which a run ends early", [](const Session& s) { return s.train.tolerance; }},
};

std::ostream& operator<<(std::ostream& out, const Field& field)
{
    return out << field.name;
}

QString quoted(const QString& text)
{
    return QStringLiteral("“%1”").arg(text);
}

} // namespace

class NumberFields : public Laboratory
{
protected:
    int steps() { return document().undoStack()->count(); }
    static QString textOf(QWidget* field)
    {
        if (auto* edit = qobject_cast<QLineEdit*>(field))
            return edit->text();
        return static_cast<QAbstractSpinBox*>(field)->text();
    }
    /// Without Enter.
    void typeInto(QWidget* field, const QString& text)
    {
        turnTo(field);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        typeKeys(field, text);
    }
};

class EveryField : public NumberFields, public testing::WithParamInterface<Field>
{
protected:
    QString name() const { return QString::fromUtf8(GetParam().accessibleName); }
    double value() { return GetParam().value(session()); }
};

TEST_P(EveryField, ReadsEveryFormOfANumber)
{
    const std::pair<const char*, double> typed[] = {
        {"0.5", 0.5},  {"0,5", 0.5},  {",5", 0.5},      {"1/2", 0.5},     {"0,25/0,5", 0.5}, {" +0.5 ", 0.5},
        {"5e-1", 0.5}, {"5e−1", 0.5}, {"1/9", 1.0 / 9}, {"1/3", 1.0 / 3}, {"1000", 1000},    {"12345.5", 12345.5}};
    for (const auto& [text, expected] : typed) {
        type(name(), QStringLiteral("7"));
        type(name(), QString::fromUtf8(text));
        const bool single = name() == QStringLiteral("Bias b");
        ASSERT_EQ(value(), single ? double(float(expected)) : expected) << text;
        const QString shown = textOf(fieldOf(name()));
        EXPECT_EQ(shown.toStdString(), single ? shortest(float(expected)) : shortest(expected));
        const int before = steps();
        QTest::keyClick(fieldOf(name()), Qt::Key_Return); // again: nothing was typed
        EXPECT_EQ(steps(), before) << text;
        type(name(), shown); // what it shows, it reads
        EXPECT_EQ(steps(), before) << text;
        EXPECT_EQ(note(), QString()) << note().toStdString();
    }
}

TEST_P(EveryField, RefusesWhatIsNoNumberAndSaysSo)
{
    type(name(), QStringLiteral("0.25"));
    const Session before = session();
    for (const char* text : {"abc", "1,5,0", "1.5,0", "--1", "1/0", "nan", "inf", "1e999", "0x10", "5 %1"}) {
        type(name(), QString::fromUtf8(text));
        EXPECT_EQ(session(), before) << text;
        EXPECT_TRUE(note().contains(quoted(QString::fromUtf8(text)))) << note().toStdString();
        EXPECT_EQ(textOf(fieldOf(name())), QStringLiteral("0.25"));
    }
}

TEST_P(EveryField, EscTakesBackWhatWasTyped)
{
    type(name(), QStringLiteral("0.25"));
    const Session before = session();
    typeInto(fieldOf(name()), QStringLiteral("8"));
    QTest::keyClick(fieldOf(name()), Qt::Key_Escape);
    EXPECT_EQ(textOf(fieldOf(name())), QStringLiteral("0.25"));
    QTest::keyClick(fieldOf(name()), Qt::Key_Return);
    EXPECT_EQ(session(), before);
}

TEST_P(EveryField, LeavesUndoAndRedoToTheWindowUntilSomethingIsTyped)
{
    type(name(), QStringLiteral("0.25"));
    type(name(), QStringLiteral("0.5"));
    QWidget* field = fieldOf(name());
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(value(), 0.25);
    EXPECT_EQ(textOf(field), QStringLiteral("0.25"));
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(value(), 0.5);
    typeInto(field, QStringLiteral("8"));
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier); // what was typed
    EXPECT_EQ(value(), 0.5);
    EXPECT_NE(textOf(field), QStringLiteral("8"));
}

INSTANTIATE_TEST_SUITE_P(NumberFields, EveryField, testing::ValuesIn(kFields),
                         [](const auto& each) { return std::string(each.param.name); });

// --- the bias

TEST_F(NumberFields, NegativeBiasesAreReadAsTheyAreShown)
{
    for (const char* text : {"-0.5", "−0.5", "−0,5", "−1/2"}) {
        type(QStringLiteral("Bias b"), QStringLiteral("1"));
        type(QStringLiteral("Bias b"), QString::fromUtf8(text));
        EXPECT_EQ(session().layer().bias, -0.5F) << text;
    }
}

TEST_F(NumberFields, ALaneRunsInItsLocale)
{
    if (!laneLocale())
        GTEST_SKIP() << "these tests run in any locale";
    EXPECT_TRUE(QByteArray(laneLocale()).startsWith(QLocale().name().toUtf8())) << QLocale().name().toStdString();
}

TEST_F(NumberFields, NoDigitIsDropped)
{
    type(QStringLiteral("Bias b"), QStringLiteral("0.12345678"));
    EXPECT_EQ(session().layer().bias, 0.12345678F);
    EXPECT_EQ(bias()->text(), QStringLiteral("0.12345678"));
    type(QStringLiteral("Learning rate"), QStringLiteral("0.012345678901234568"));
    EXPECT_EQ(session().train.rate, 0.012345678901234568);
    EXPECT_EQ(textOf(fieldOf(QStringLiteral("Learning rate"))), QStringLiteral("0.012345678901234568"));
}

TEST_F(NumberFields, ABiasBeyondSinglePrecisionIsRefusedWithTheRange)
{
    type(QStringLiteral("Bias b"), QStringLiteral("1e39"));
    EXPECT_EQ(session(), startSession());
    EXPECT_TRUE(note().contains(QStringLiteral("3.403\u202F×\u202F10³⁸"))) << note().toStdString();
}

TEST_F(NumberFields, EveryTypedBiasIsAnUndoStepAndAQuickRowOfStepsIsOne)
{
    document().undoStack()->clear();
    type(QStringLiteral("Bias b"), QStringLiteral("0.5"));
    type(QStringLiteral("Bias b"), QStringLiteral("0.75"));
    EXPECT_EQ(steps(), 2);
    bias()->stepBy(1);
    bias()->stepBy(1);
    EXPECT_EQ(steps(), 3);
    EXPECT_EQ(session().layer().bias, 0.95F);
    type(QStringLiteral("Bias b"), QStringLiteral("2"));
    EXPECT_EQ(steps(), 4);
    document().undoStack()->undo();
    document().undoStack()->undo();
    EXPECT_EQ(session().layer().bias, 0.75F);
    EXPECT_EQ(bias()->text(), QStringLiteral("0.75"));
}

TEST_F(NumberFields, AGestureEndsWhenTheFieldIsLeft)
{
    for (const char* name : {"Bias b", "Kernel rows", "Epochs a run adds"}) {
        auto* field = static_cast<QAbstractSpinBox*>(fieldOf(QString::fromUtf8(name)));
        turnTo(field);
        document().undoStack()->clear();
        for (int visit = 1; visit <= 2; ++visit) {
            field->setFocus();
            field->stepBy(1);
            field->stepBy(1);
            input()->setFocus();
            EXPECT_EQ(steps(), visit) << name;
        }
    }
}

TEST_F(NumberFields, TenStepsOfATenthAreOne)
{
    bias()->setFocus();
    for (int i = 0; i < 10; ++i)
        QTest::keyClick(bias(), Qt::Key_Up);
    EXPECT_EQ(session().layer().bias, 1);
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(bias(), Qt::Key_Down);
    EXPECT_EQ(session().layer().bias, -1);
    EXPECT_EQ(bias()->text(), QStringLiteral("−1"));
}

TEST_F(NumberFields, TheWheelStepsOnlyWithTheFocus)
{
    const auto turn = [&] {
        const QPointF middle = QRectF(bias()->rect()).center();
        QWheelEvent wheel(middle, bias()->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(bias(), &wheel);
    };
    input()->setFocus();
    turn();
    EXPECT_EQ(session().layer().bias, 0);
    bias()->setFocus();
    turn();
    EXPECT_EQ(session().layer().bias, 0.1F);
}

TEST_F(NumberFields, ALeftFieldIsTakenAndAFocusedOneIsSelected)
{
    typeInto(bias(), QStringLiteral("0,5"));
    EXPECT_EQ(session().layer().bias, 0);
    input()->setFocus();
    EXPECT_EQ(session().layer().bias, 0.5F);
    bias()->setFocus();
    EXPECT_EQ(bias()->findChild<QLineEdit*>()->selectedText(), QStringLiteral("0.5"));
}

TEST_F(NumberFields, AScreenReaderReadsAndSetsTheValue)
{
    QAccessibleInterface* field = QAccessible::queryAccessibleInterface(bias());
    ASSERT_NE(field, nullptr);
    ASSERT_NE(field->valueInterface(), nullptr);
    EXPECT_EQ(field->text(QAccessible::Name), QStringLiteral("Bias b"));
    field->valueInterface()->setCurrentValue(0.25);
    EXPECT_EQ(session().layer().bias, 0.25F);
    EXPECT_EQ(field->valueInterface()->currentValue().toDouble(), 0.25);
}

// --- the rate and the start

TEST_F(NumberFields, TheBestRateIsALinkThatTakesIt)
{
    auto* limit = panel().findChild<QLabel*>(QStringLiteral("limit"));
    ASSERT_TRUE(until([&] { return limit->text().contains(QStringLiteral("href")); }));
    EXPECT_EQ(limit->textFormat(), Qt::RichText) << "or its tags would be read";
    emit limit->linkActivated(QStringLiteral("best"));
    EXPECT_EQ(session().train.rate, learner().curvature()->bestRate());
}

TEST_F(NumberFields, AClickOnTheSliderIsARateThatItsFieldReads)
{
    auto* slider = window->findChild<RateSlider*>();
    for (const double part : {0.1, 0.5, 0.9}) {
        QTest::mouseClick(slider, Qt::LeftButton, Qt::NoModifier, QPoint(int(slider->width() * part), 10));
        const double rate = session().train.rate;
        ASSERT_GT(rate, 0.0);
        EXPECT_EQ(parseNumber(display(rate, 2)), rate) << "two digits: it can be read out";
        type(QStringLiteral("Learning rate"), textOf(fieldOf(QStringLiteral("Learning rate"))));
        EXPECT_EQ(session().train.rate, rate);
    }
}

TEST_F(NumberFields, EveryClickOnTheSliderIsAnUndoStep)
{
    auto* slider = window->findChild<RateSlider*>();
    document().undoStack()->clear();
    for (const double part : {0.2, 0.4})
        QTest::mouseClick(slider, Qt::LeftButton, Qt::NoModifier, QPoint(int(slider->width() * part), 10));
    EXPECT_EQ(steps(), 2);
    QTest::mousePress(slider, Qt::LeftButton, Qt::NoModifier, QPoint(20, 10));
    for (int x = 30; x < 90; x += 10)
        QTest::mouseMove(slider, QPoint(x, 10));
    QTest::mouseRelease(slider, Qt::LeftButton, Qt::NoModifier, QPoint(90, 10));
    EXPECT_EQ(steps(), 3);
}

TEST_F(NumberFields, TheRateIsAboveZero)
{
    for (const char* text : {"0", "-1", "−0,5"}) {
        type(QStringLiteral("Learning rate"), QString::fromUtf8(text));
        EXPECT_EQ(session(), startSession());
        EXPECT_TRUE(note().contains(QStringLiteral("above zero"))) << note().toStdString();
    }
}

TEST_F(NumberFields, StartWeightsAreReadInEveryForm)
{
    const QString field = QStringLiteral("Weights of the start kernel");
    for (const char* text : {"0.5, 0.25", "0.5 0.25", "0,5 0,25", "1/2, 1/4", "+.5, 2.5e−1", "[[0.5, 0.25]]"}) {
        type(field, QStringLiteral("3, 4"));
        ASSERT_EQ(session().train.startKernel, (Grid64{{3, 4}}));
        type(field, QString::fromUtf8(text));
        EXPECT_EQ(session().train.startKernel, (Grid64{{0.5, 0.25}})) << text;
        EXPECT_EQ(textOf(fieldOf(field)), QStringLiteral("0.5, 0.25"));
        EXPECT_EQ(note(), QString());
    }
    for (const char* text : {"0.5", "a, b", "nan, 1", "1, 2; 3, 4"}) {
        type(field, QString::fromUtf8(text));
        EXPECT_EQ(session().train.startKernel, (Grid64{{0.5, 0.25}})) << text;
        EXPECT_TRUE(note().contains(QStringLiteral("1 × 2 numbers"))) << note().toStdString();
    }
}

// --- cells and whole numbers

TEST_F(NumberFields, CellsReadEveryFormOfANumber)
{
    for (const char* text : {"0.5", "0,5", ",5", "1/2", "5e−1"}) {
        click(input(), {0, 0});
        typeKeys(input(), QString::fromUtf8(text).left(1));
        auto* editor = input()->findChild<QLineEdit*>(QStringLiteral("cellEditor"));
        ASSERT_NE(editor, nullptr) << text;
        typeKeys(editor, QString::fromUtf8(text).mid(1));
        QTest::keyClick(editor, Qt::Key_Return);
        EXPECT_EQ(session().input->grey().at(0, 0), 0.5F) << text;
        document().undoStack()->undo();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

TEST_F(NumberFields, WhatIsNoNumberIsRefusedAtTheCell)
{
    click(input(), {1, 1});
    const Session before = session();
    for (const char* text : {"1,5,0", "1/0", "--1", "1e39"}) {
        QTest::keyClick(input(), Qt::Key_F2);
        auto* editor = input()->findChild<QLineEdit*>(QStringLiteral("cellEditor"));
        ASSERT_NE(editor, nullptr) << text;
        editor->selectAll();
        typeKeys(editor, QString::fromUtf8(text));
        QTest::keyClick(editor, Qt::Key_Return);
        EXPECT_EQ(session(), before) << text;
        EXPECT_TRUE(note().startsWith(quoted(QString::fromUtf8(text)))) << note().toStdString();
        EXPECT_EQ(input()->cursorCell(), QPoint(1, 1)) << "to be typed again";
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

TEST_F(NumberFields, ACellInWhichNothingIsTypedLeavesUndoToTheWindow)
{
    type(QStringLiteral("Bias b"), QStringLiteral("2"));
    click(input(), {1, 1});
    QTest::keyClick(input(), Qt::Key_F2);
    auto* editor = input()->findChild<QLineEdit*>(QStringLiteral("cellEditor"));
    ASSERT_NE(editor, nullptr);
    QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(session().layer().bias, 0);
}

TEST_F(NumberFields, WholeNumbersReadWhatTheyPrint)
{
    const QString epochs = QStringLiteral("Epochs a run adds");
    for (const char* text : {"12345", "12345.0", "12345,0", "24690/2"}) {
        type(epochs, QStringLiteral("7"));
        type(epochs, QString::fromUtf8(text));
        EXPECT_EQ(session().train.epochs, 12345) << text;
        EXPECT_EQ(textOf(fieldOf(epochs)), QStringLiteral("12345"));
        EXPECT_EQ(note(), QString()) << note().toStdString();
    }
}

TEST_F(NumberFields, AWholeNumberInGroupsIsRefusedWhereItMayBeReadInTwoWays)
{
    const QString epochs = QStringLiteral("Epochs a run adds");
    type(epochs, QStringLiteral("7"));
    for (const char* text : {"1.000", "1,000", "12.345"}) {
        type(epochs, QString::fromUtf8(text));
        EXPECT_EQ(session().train.epochs, 7) << text;
        EXPECT_TRUE(note().startsWith(quoted(QString::fromUtf8(text)) + QStringLiteral(" may be read in two ways")))
            << note().toStdString();
    }
}

TEST_F(NumberFields, AnArrowThatWasClickedGivesTheFocusBack)
{
    auto* field = static_cast<IntegerField*>(fieldOf(QStringLiteral("Kernel rows")));
    turnTo(field);
    input()->setFocus();
    QStyleOptionSpinBox option;
    option.initFrom(field);
    option.subControls = QStyle::SC_All;
    const QRect up = field->style()->subControlRect(QStyle::CC_SpinBox, &option, QStyle::SC_SpinBoxUp, field);
    field->setFocus(Qt::MouseFocusReason); // as a press does
    QTest::mouseClick(field, Qt::LeftButton, {}, up.center());
    EXPECT_EQ(session().layer().kernel.rows(), startSession().layer().kernel.rows() + 1);
    EXPECT_EQ(QApplication::focusWidget(), input()) << "the arrows step again";
}

TEST_F(NumberFields, WhatIsNegativeHasTheSameSignEverywhere)
{
    type(QStringLiteral("Bias b"), QStringLiteral("-0.5"));
    EXPECT_EQ(session().layer().bias, -0.5F);
    EXPECT_EQ(textOf(bias()), QStringLiteral("−0.5"));
    type(QStringLiteral("Bias b"), QStringLiteral("x"));
    EXPECT_TRUE(note().endsWith(QStringLiteral("stays −0.5."))) << note().toStdString();
}

TEST_F(NumberFields, WholeNumbersOutOfRangeAreRefusedWithTheRange)
{
    const std::pair<const char*, const char*> typed[] = {
        {"Kernel rows", "99"},           {"Kernel rows", "0"},  {"Kernel rows", "x"},
        {"Kernel columns", "1.5"},       {"Stride rows", "−1"}, {"Padding top", "65"},
        {"Epochs a run adds", "100001"}, {"Input rows", "257"}};
    for (const auto& [name, text] : typed) {
        type(QString::fromUtf8(name), QString::fromUtf8(text));
        EXPECT_EQ(session(), startSession()) << name << " " << text;
        auto* field = static_cast<IntegerField*>(fieldOf(QString::fromUtf8(name)));
        EXPECT_TRUE(note().startsWith(quoted(QString::fromUtf8(text)))) << note().toStdString();
        EXPECT_TRUE(note().contains(QStringLiteral("from %1 to %2").arg(field->minimum()).arg(field->maximum())))
            << note().toStdString();
        EXPECT_TRUE(field->toolTip().contains(QStringLiteral("%1 to %2").arg(field->minimum()).arg(field->maximum())))
            << field->toolTip().toStdString();
        EXPECT_EQ(field->accessibleDescription(), note());
        EXPECT_FALSE(field->edited()) << "what is shows again";
    }
}

TEST_F(NumberFields, AKernelThatDoesNotFitIsRefusedWithTheReason)
{
    const int rows = session().input->shape().rows;
    type(QStringLiteral("Kernel rows"), QString::number(rows + 1));
    EXPECT_EQ(session(), startSession());
    EXPECT_TRUE(note().contains(QStringLiteral("the window must fit into the padded input, which is %1").arg(rows)))
        << note().toStdString();
    EXPECT_EQ(textOf(fieldOf(QStringLiteral("Kernel rows"))), QStringLiteral("1"));
}

TEST_F(NumberFields, WhatALaterLayerForbidsIsSaidAtTheField)
{
    Session after = session(); // 6 × 8
    after.layer().kernel = Grid(Shape{1, 1});
    after.layers.push_back(after.layer());
    after.layers.back().kernel = Grid(Shape{6, 8});
    ASSERT_TRUE(document().edit(QStringLiteral("Two layers"), after));
    const Session before = session();
    type(QStringLiteral("Kernel rows"), QStringLiteral("2"));
    EXPECT_EQ(session(), before);
    EXPECT_TRUE(note().startsWith(QStringLiteral("The kernel reaches over 6 × 8 cells"))) << note().toStdString();
    EXPECT_EQ(QApplication::focusWidget(), fieldOf(QStringLiteral("Kernel rows"))) << "to be typed again";
    EXPECT_EQ(textOf(fieldOf(QStringLiteral("Kernel rows"))), QStringLiteral("1"));
}

TEST_F(NumberFields, ANoteStandsAtItsFieldUntilItIsAnswered)
{
    const QString rows = QStringLiteral("Kernel rows");
    const auto refuse = [&] {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // of notes that went
        type(rows, QStringLiteral("99"));
        ASSERT_FALSE(note().isEmpty());
    };
    refuse();
    auto* label = window->findChild<FieldNote*>();
    ASSERT_NE(label, nullptr);
    const auto placed = [&](QWidget* widget) { return QRect(widget->mapTo(window.get(), QPoint()), widget->size()); };
    const QRect at = placed(label), field = placed(fieldOf(rows));
    EXPECT_FALSE(at.intersects(field));
    EXPECT_LT(std::min(std::abs(at.top() - field.bottom()), std::abs(field.top() - at.bottom())), 10);
    EXPECT_TRUE(window->rect().contains(at));
    EXPECT_EQ(label->textFormat(), Qt::PlainText);
    EXPECT_EQ(fieldOf(rows), QApplication::focusWidget()) << "to be typed again";
    QTest::keyClick(fieldOf(rows), Qt::Key_2);
    EXPECT_TRUE(note().isEmpty());
    EXPECT_TRUE(fieldOf(rows)->accessibleDescription().isEmpty());
    refuse();
    type(QStringLiteral("Bias b"), QStringLiteral("2"));
    EXPECT_TRUE(note().isEmpty()) << "something else was taken";
    refuse();
    // A click on it is a click on what lies below, and takes it away.
    label = window->findChild<FieldNote*>();
    const QPoint on = label->mapTo(label->parentWidget(), label->rect().center());
    QWidget* below = label->parentWidget()->childAt(on);
    EXPECT_NE(below, label);
    QTest::mouseClick(below ? below : label->parentWidget(), Qt::LeftButton, {},
                      below ? below->mapFrom(label->parentWidget(), on) : on);
    EXPECT_TRUE(note().isEmpty());
    refuse();
    input()->setFocus();
    EXPECT_FALSE(note().isEmpty());
    QTest::keyClick(window.get(), Qt::Key_Escape);
    EXPECT_TRUE(note().isEmpty());
}

TEST_F(NumberFields, EnterGivesTheFocusBackToWhereItWas)
{
    for (const char* name : {"Bias b", "Learning rate", "Kernel rows", "Weights of the start kernel"}) {
        const QString field = QString::fromUtf8(name);
        for (QWidget* place : {static_cast<QWidget*>(input()), static_cast<QWidget*>(&stage())}) {
            turnTo(fieldOf(field));
            place->setFocus();
            bias()->setFocus(); // on the way
            fieldOf(field)->setFocus();
            QTest::keyClick(fieldOf(field), Qt::Key_Return); // nothing was typed
            EXPECT_EQ(QApplication::focusWidget(), place) << name;
        }
    }
    input()->setFocus();
    type(QStringLiteral("Bias b"), QStringLiteral("0.5"));
    EXPECT_EQ(QApplication::focusWidget(), input());
    type(QStringLiteral("Bias b"), QStringLiteral("abc"));
    EXPECT_EQ(QApplication::focusWidget(), bias()) << "what is refused is typed again";
}

TEST_F(NumberFields, ASeedIsTypedWithItsWordOrWithout)
{
    Session after = session();
    after.train.seed = 3;
    ASSERT_TRUE(document().edit(QStringLiteral("Seed"), after));
    const QString seed = QStringLiteral("Seed of the random start");
    type(seed, QStringLiteral("1234"));
    EXPECT_EQ(session().train.seed, 1234u);
    EXPECT_EQ(textOf(fieldOf(seed)), QStringLiteral("seed 1234"));
    type(seed, QStringLiteral("seed 12"));
    EXPECT_EQ(session().train.seed, 12u);
    type(seed, QStringLiteral("many"));
    EXPECT_EQ(session().train.seed, 12u);
    EXPECT_TRUE(note().startsWith(QStringLiteral("“many” is not a whole number from 0 to 999999.")))
        << note().toStdString();
}

TEST_F(NumberFields, WholeNumbersLeaveUndoToTheWindowAndEscTakesBack)
{
    const QString rows = QStringLiteral("Kernel rows");
    type(rows, QStringLiteral("2"));
    type(rows, QStringLiteral("3"));
    QTest::keyClick(fieldOf(rows), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(session().layer().kernel.rows(), 2) << "each typed size is a step";
    QTest::keyClick(fieldOf(rows), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(session().layer().kernel.rows(), 3);
    typeInto(fieldOf(rows), QStringLiteral("5"));
    QTest::keyClick(fieldOf(rows), Qt::Key_Escape);
    QTest::keyClick(fieldOf(rows), Qt::Key_Return);
    EXPECT_EQ(session().layer().kernel.rows(), 3);
    EXPECT_EQ(textOf(fieldOf(rows)), QStringLiteral("3"));
}

} // namespace lab::test
