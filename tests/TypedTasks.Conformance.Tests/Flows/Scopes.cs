using static TypedTasks.Conformance.Worker.Forms.Tasks;
using static TypedTasks.Conformance.Worker.Plans.Tasks;
using static TypedTasks.Conformance.Worker.Sums.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>Side branches, compensations and limits in time.</summary>
public static class Scopes
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    public static IReadOnlyList<FlowCase> All { get; } =
    [
        // Side branches: Await sees that they have run.
        FlowCase.Of("on success", () => Number(2).OnSuccess(NoteNumber()) | Await(note: "2") | Double(), 4),
        FlowCase.Of("on success, complete", () => Number(2).OnSuccess(Note("done")) | Await(note: "done"), 2),
        FlowCase.Of("on success of a chain, by a chain", () => (Number(2) | Double()).OnSuccess(Double() | NoteNumber()) | Await(note: "8"), 4),
        FlowCase.Of("on success by a group", () => Number(2).OnSuccess(Group.Of(Double(), Double()) | Total() | NoteNumber()) | Await(note: "8"), 2),
        FlowCase.Of("on success that fails changes nothing", () => Number(2).OnSuccess(Fail("x")) | Double(), 4),
        FlowCase.Of("on success of each element", () => Range(3) | Double().OnSuccess(NoteNumber()).Each() | Total() | Await(note: "0") | Await(note: "2") | Await(note: "4"), 6),
        FlowCase.Leaving("on success of what fails", () => Fail("ab").OnSuccess(Note("wrong")).Recover(Otherwise()), -2),
        FlowCase.Of("on error", () => Fail("ab").OnError(NoteFailure()).Recover(Otherwise()) | Await(note: "failed: ab"), -2),
        FlowCase.Of("on error, complete", () => Fail("ab").OnError(Note("seen")).Recover(Otherwise()) | Await(note: "seen"), -2),
        FlowCase.Of("on error of a group", () => (Group.Of(Number(1), Fail("ab")) | Total()).OnError(NoteFailure()).Recover(Otherwise()) | Await(note: "failed: ab"), -2),
        FlowCase.Leaving("on error of what succeeds", () => Number(2).OnError(Note("wrong")) | Double(), 4),
        FlowCase.Failing("on error changes nothing", () => Fail("ab").OnError(Double(1)), "sums.fail: System.InvalidOperationException: ab"),
        FlowCase.Of("on success and on error", () => Fail("ab").OnError(NoteFailure()).Recover(Number(3)).OnSuccess(NoteNumber()) | Await(note: "failed: ab") | Await(note: "3"), 3),

        // Compensations.
        FlowCase.Leaving("compensation that is not needed", () => Number(1).CompensateWith(Undo()) | Double(), 2),
        FlowCase.Leaving("compensations that are not needed", () => Number(1).CompensateWith(Undo()) | Double().CompensateWith(Undo()) | Double(), 4),
        FlowCase.Leaving("compensation of what was recovered", () => (Number(1).CompensateWith(Undo()) >> Fail("ab")).Recover(Otherwise()), -2),
        FlowCase.Failing("compensation", () => Number(1).CompensateWith(Undo()) >> Fail("x"), "sums.fail: System.InvalidOperationException: x", "undo 1"),
        FlowCase.Failing("compensation, complete", () => Number(1).CompensateWith(Note("undone")) >> Fail("x"), "sums.fail: System.InvalidOperationException: x", "undone"),
        FlowCase.Failing(
            "compensations, the last first",
            () => Number(1).CompensateWith(Undo()) | Add(right: 1).CompensateWith(Undo()) | Add(right: 1).CompensateWith(Undo()) >> Fail("x"),
            "sums.fail: System.InvalidOperationException: x", "undo 3", "undo 2", "undo 1"),
        FlowCase.Failing(
            "compensation of a group and of what was before",
            () => Number(1).CompensateWith(Undo()) >> Group.Of(Number(2).CompensateWith(Undo()), Number(3)) >> Fail("x"),
            "sums.fail: System.InvalidOperationException: x", "undo 2", "undo 1"),
        FlowCase.Failing(
            "compensation of a composition",
            () => Group.Of(Number(1), Number(2)).CompensateWith(UndoAll()) >> Fail("x"),
            "sums.fail: System.InvalidOperationException: x", "undo 1+2"),
        FlowCase.Failing("compensation by a chain", () => Number(1).CompensateWith(Double() | Undo()) >> Fail("x"), "sums.fail: System.InvalidOperationException: x", "undo 2"),
        FlowCase.Failing("nothing is undone that was not done", () => Number(1) >> Fail("x").CompensateWith(Undo()), "sums.fail: System.InvalidOperationException: x"),
        FlowCase.Failing(
            "compensation that fails is listed, and the others run",
            () => Number(1).CompensateWith(Undo()) | Double().CompensateWith(UndoBadly()) >> Fail("x"),
            "sums.fail: System.InvalidOperationException: x (1 compensation failed as well.) (2 stays done)", "undo 2", "undo 1"),
        FlowCase.Failing(
            "compensation of what was recovered runs when the flow fails later",
            () => (Number(1).CompensateWith(Undo()) >> Fail("y")).Recover(Number(4)) >> Fail("x"),
            "sums.fail: System.InvalidOperationException: x", "undo 1"),
        FlowCase.Failing(
            "compensation of each element",
            () => Range(1) | Double().CompensateWith(Undo()).Each() | Total().CompensateWith(NoteNumber()) >> Fail("x"),
            "sums.fail: System.InvalidOperationException: x", "0", "undo 0"),

        // Time.
        FlowCase.Of("time-out of a call that is not reached", () => Number(2).WithTimeout(Never), 2),
        FlowCase.Of("time-out of a call", () => Endless().WithTimeout(Soon).Settled() | KindOf(), "System.TimeoutException"),
        FlowCase.Of("time-out of a composition that is not reached", () => (Number(2) | Double()).WithTimeout(Never) | Double(), 8),
        FlowCase.Of("time-out of a composition", () => (Number(2) >> Endless() | Double() | Text()).WithTimeout(Soon).Recover(Kind()), "System.TimeoutException"),
        FlowCase.Of("time-out of a group", () => (Group.Of(Number(2), Endless()) | Total() | Text()).WithTimeout(Soon).Recover(Kind()), "System.TimeoutException"),
        FlowCase.Of("time-out of a partial", () => Number(1) | ((Double() >> Endless()).WithTimeout(Soon) | Text()).Recover(Kind()), "System.TimeoutException"),
        FlowCase.Of("time-out of each element", () => Range(3) | (Double() | Double()).WithTimeout(Never).Each() | Total(), 12),
        FlowCase.Of("expiry that is not reached", () => Number(2).ExpiresAfter(Never) | Double(), 4),
        FlowCase.Of("expiry of a composition that is not reached", () => (Number(2) | Double()).ExpiresAfter(Never) | Double(), 8),
        FlowCase.Of("expiry of a composition", () => (Number(2) >> Endless() | Text()).ExpiresAfter(Soon).Recover(Kind()), "TypedTasks.Expired"),
        FlowCase.Of("composition with a delay", () => (Number(2) | Double()).WithDelay(Soon) | Double(), 8),
        FlowCase.Of("composition for a time that has passed", () => (Number(2) | Double()).At(DateTimeOffset.UnixEpoch) | Double(), 8),
    ];
}
