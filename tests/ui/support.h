// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/kernels.h"
#include "core/session/evaluate.h"
#include "core/session/samples.h"
#include "core/session/session.h"
#include "ui/layers/layer_panel.h"
#include "ui/learning/learn_panel.h"
#include "ui/model/course.h"
#include "ui/model/predictor.h"
#include "ui/stage/stage.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/tensor_view.h"
#include "ui/widgets/toast.h"
#include "ui/window/main_window.h"
#include "ui/window/side_panel.h"

#include <QAction>
#include <QApplication>
#include <QEventLoop>
#include <QKeyEvent>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <functional>
#include <gtest/gtest.h>

namespace lab::test
{

/// Runs the event loop until `done` holds; false when it never does. No fixed waits: it ends with the event.
inline bool until(const std::function<bool()>& done)
{
    constexpr int kPatience = 60'000; // a machine under load; only a failure takes this long
    return QTest::qWaitFor(done, kPatience);
}

inline Grid numbersOf(GridView<float> view)
{
    Grid numbers(view.shape());
    for (int r = 0; r < view.rows(); ++r)
        std::copy(view.row(r).begin(), view.row(r).end(), numbers.row(r).begin());
    return numbers;
}

/// A real window with fresh settings, shown on the offscreen platform, its clock stopped.
class WindowTest : public testing::Test
{
protected:
    WindowTest()
    {
        QSettings().clear();
        openWindow();
    }
    /// Another window, instead of the one that was there.
    void openWindow()
    {
        window.reset();
        window = std::make_unique<MainWindow>();
        window->asking.aboutChanges = [] { return Asking::Answer::Discard; };
        window->asking.forFile = [this](const QString&, const QString&, const QString&, bool) {
            return fileToChoose;
        };
        window->player().setAnimated(false);
        window->resize(1280, 800);
        window->show();
        window->activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(window.get()));
    }

    Stage& stage() { return window->stage(); }
    Document& document() { return window->document(); }
    const Session& session() { return document().session(); }
    ViewModel& view() { return window->view(); }
    Player& player() { return window->player(); }
    TensorView* input() { return stage().mapView(0); }
    TensorView* kernel() { return stage().kernelView(0); }
    TensorView* output() { return stage().outputView(); }
    QAction* action(const char* id) { return window->findChild<QAction*>(QString::fromLatin1(id)); }
    QString message() { return window->messages().text(); }
    /// The bias of the layer that has the focus, in the panel of the layer, which is opened.
    NumberField* bias()
    {
        openPanel("layer");
        return window->panel().layer().findChild<NumberField*>();
    }
    /// Opens the panel at a tab of the place.
    void openPanel(const char* id)
    {
        if (!action("panel")->isChecked())
            action("panel")->trigger();
        view().showPanel(id);
    }
    /// What stands at the field that refused something.
    QString note() { return FieldNote::textOf(window.get()); }

    static QPoint centreOf(TensorView* view, QPoint cell) { return view->cellRect(cell).center().toPoint(); }
    static void hover(TensorView* view, QPoint cell)
    {
        QTest::mouseMove(view, centreOf(view, cell) + QPoint(1, 1));
        QTest::mouseMove(view, centreOf(view, cell));
    }
    static void click(TensorView* view, QPoint cell)
    {
        QTest::mouseClick(view, Qt::LeftButton, Qt::NoModifier, centreOf(view, cell));
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : window.get(), key, modifiers);
    }
    /// Triggers an export and waits for what is said of it.
    void exportBy(const char* id)
    {
        action(id)->trigger();
        EXPECT_TRUE(until([&] { return !message().startsWith(QStringLiteral("Exporting")); }));
    }
    /// Types any text; QTest::keyClicks knows no others than Latin letters.
    static void typeKeys(QWidget* widget, const QString& text)
    {
        for (const QChar letter : text) {
            if (letter.unicode() < 0x80) {
                QTest::keyClick(widget, letter.toLatin1());
                continue;
            }
            QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString(letter));
            QApplication::sendEvent(widget, &press);
        }
    }
    void use(const char* sampleId)
    {
        Session after = session();
        findSample(sampleId)->apply(after);
        EXPECT_TRUE(document().edit(QStringLiteral("Sample"), after));
    }
    float outputAt(int row, int col) { return document().maps()->maps[session().focus][0].at(row, col); }
    /// The formula's numbers joined: "1 · 1 + 0 · (−1) + 0 = 1".
    QString formula()
    {
        QStringList parts;
        if (stage().formula())
            for (const FormulaToken& token : stage().formula()->numbers)
                parts << token.text;
        return parts.join(QLatin1Char(' '));
    }

    QTemporaryDir folder;
    QString fileToChoose;
    std::unique_ptr<MainWindow> window;
};

} // namespace lab::test
