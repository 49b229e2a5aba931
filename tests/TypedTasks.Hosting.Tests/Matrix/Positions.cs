using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>The places of the matrix.</summary>
internal static class Positions
{
    private const string Thrown = "System.InvalidOperationException";

    public static IReadOnlyList<Position> All { get; } = [.. Chains, .. Groups, .. Lists, .. Scopes, .. Branches, .. Sagas, .. Plans];

    private static Position[] Chains =>
    [
        new("alone", b => b.Call()),
        new("first of a chain", b => b.Call() | Plus(label: "x") | Plus(label: "x")),
        new("middle of a chain", b => Give(13, "a") | b.Step() | Plus(label: "x")) { Runs = "a" },
        new("last of a chain", b => Give(12, "a") | Plus(label: "b") | b.Step()) { Runs = "a b" },
        new("before a delayed step", b => b.Call() >> Later("x")),
        new("after >>", b => Give(1, "a") >> b.Call() >> Give(2, "x")) { Runs = "a" },
    ];

    private static Position[] Groups =>
    [
        new("member of a group", b => Group.Of(Give(1, "a"), b.Call(), Later("x")) | Sum(label: "x"))
        { Runs = "a", Scheduled = 1 },
        new("chain in a group",
            b => Group.Of(Give(1, "a"), Give(13, "b") | b.Step() | Plus(label: "x"), Later("x")) | Sum(label: "x"))
        { Runs = "a b", Scheduled = 1 },
        new("only member of a group", b => Group.Of(b.Call()) | Sum(label: "x")),
        new("all members of a group", b => Group.Of(b.Call(), b.Call(), b.Call()) | Sum(label: "x")) { Most = 3 },
        new("member of a group that fails otherwise", b => Group.Of(Throw(Bad.Amount), b.Call()) | Sum(label: "x"))
        { FailsWith = Thrown, IsStoppedFirst = true },
        new("running member of a group that fails otherwise",
            b => Group.Of(b.Call(), Throw(Bad.Amount).WithDelay(Soon)) | Sum(label: "x"))
        { FailsWith = Thrown, IsStoppedSoon = true },
        new("body of a group", b => Group.Of(Give(6, "a"), Give(7, "b")) | Sum(label: "c") | b.Step()) { Runs = "a b c" },
        new("first of the body of a group",
            b => Group.Of(Give(6, "a"), Give(7, "b")) | Sum(label: "c") | b.Step() | Plus(label: "x"))
        { Runs = "a b c" },
        new("member of a tuple", b => (b.Call(), Later("x")) | SumOfTwo(label: "x")) { Scheduled = 1 },
        new("member of a fan-out", b => Give(13, "a") | (Plus(label: "b"), b.Step()) | SumOfTwo(label: "x")) { Runs = "a b" },
        new("member of a nested chord",
            b => Group.Of(Give(2, "b"), Group.Of(Give(1, "a"), b.Call(), Later("x")) | Sum(label: "x"), Later("x")) | Sum(label: "x"))
        { Runs = "a b", Scheduled = 2 },
        new("body of a nested chord",
            b => Group.Of(Group.Of(Give(6, "a"), Give(7, "b")) | Sum(label: "c") | b.Step(), Later("x")) | Sum(label: "x"))
        { Runs = "a b c", Scheduled = 1 },
        new("beside a nested chord",
            b => Group.Of(Group.Of(Give(6, "a"), Later("x")) | Sum(label: "x"), b.Call()) | Sum(label: "x"))
        { Runs = "a", Scheduled = 1 },
        new("member of a large group",
            b => Group.Of([.. Enumerable.Range(0, 200).Select(static i => Late(7, "x")), b.Call()]) | Sum(label: "x"))
        { Scheduled = 200 },
    ];

    private static Position[] Lists =>
    [
        new("element of Each", b => List([1, 13, 3], "a") | b.Step().Each() | Sum(label: "x")) { Runs = "a", Most = 3 },
        new("last of the body of Each", b => List([1, 13, 3], "a") | (Same(label: "e") | b.Step()).Each() | Sum(label: "x"))
        { Runs = "a e e e", Most = 3 },
        new("first of the body of Each", b => List([13, 13], "a") | (b.Step() | Plus(label: "x")).Each() | Sum(label: "x"))
        { Runs = "a", Most = 2 },
        new("only element of Each", b => List([13], "a") | b.Step().Each() | Sum(label: "x")) { Runs = "a" },
        new("body of Each", b => List([6, 7], "a") | Same(label: "e").Each() | Sum(label: "c") | b.Step()) { Runs = "a e e c" },
        new("Each with chunks", b => List([1, 13, 3], "a") | b.Bare().Each(chunkSize: 2) | Sum(label: "x"))
        { Runs = "a", Most = 2, TakesBareSteps = true },
        new("Each with bounded parallelism",
            b => List([13, 1, 3], "a") | (Same(label: "e") | b.Step()).Each(maxParallelism: 1) | Sum(label: "x"))
        { Runs = "a e" },
        new("Each within Each",
            b => Group.Of(List([1, 13], "a"), List([13], "a")) | b.Step().Each().Then(Sum(label: "y")).Each() | Sum(label: "x"))
        { Runs = "a a", Most = 3 },
        new("inner body of Each within Each",
            b => Group.Of(List([6, 7], "a"), List([13], "a")) | Same(label: "e").Each().Then(Sum(label: "c") | b.Step()).Each() | Sum(label: "x"))
        { Runs = "a a e e e c c", Most = 2 },
        new("settled element", b => List([13, 13], "a") | b.Step().Each().Settled() | SumOfSuccesses(label: "c"))
        { Runs = "a", Yields = 0, OnFailure = "c", Most = 2 },
    ];

    private static Position[] Scopes =>
    [
        new("body of Recover", b => b.Call().Recover(Rescue(number: 5, label: "r")) | Plus(label: "z"))
        { Yields = 6, OnFailure = "r z" },
        new("chord in Recover",
            b => (Group.Of(b.Call(), Later("x")) | Sum(label: "x")).Recover(Rescue(number: 5, label: "r")) | Plus(label: "z"))
        { Yields = 6, OnFailure = "r z", Scheduled = 1 },
        new("handler of Recover", b => Throw(Bad.Amount).Recover(Rescue(number: 13, label: "r") | b.Step()) | Plus(label: "x"))
        { Runs = "r" },
        new("handler within Recover",
            b => Throw(Bad.Amount).Recover(Rescue(number: 13, label: "r") | b.Step()).Recover(Rescue(number: 5, label: "s")))
        { Yields = 5, Runs = "r", OnFailure = "s" },
        new("after Recover", b => Throw(Bad.Amount).Recover(Rescue(number: 13, label: "r")) | b.Step() | Plus(label: "x"))
        { Runs = "r" },
        new("Recover of a member",
            b => Group.Of(Give(1, "a"), b.Call().Recover(Rescue(number: 5, label: "r")), Later("l")) | Sum(label: "z"))
        { Yields = 13, Runs = "a", OnFailure = "r l z", Scheduled = 1, Waits = true },
        new("Recover of an element",
            b => List([13, 13], "a") | b.Step().Recover(Rescue(number: 5, label: "r")).Each() | Sum(label: "z"))
        { Yields = 10, Runs = "a", OnFailure = "r r z", Most = 2 },
        new("one of FirstOf", b => Group.FirstOf(b.Call(), Late(5, "l")) | Plus(label: "z"))
        { Yields = 6, OnFailure = "l z", Scheduled = 1, Waits = true },
        new("all of FirstOf", b => Group.FirstOf(b.Call(), b.Call()) | Plus(label: "x"))
        { FailsWith = "TypedTasks.AllFailed", Inner = 2, Most = 2 },
        new("loser of FirstOf", b => Group.FirstOf(Give(5, "a").WithDelay(Soon), b.Call()) | Plus(label: "z"))
        { Yields = 6, OnFailure = "a z", IsStoppedSoon = true },
        new("late loser of FirstOf", b => Group.FirstOf(Give(5, "a"), b.Call()) | Plus(label: "z"))
        { Yields = 6, Runs = "a z", IsStoppedFirst = true },
        new("settled member", b => Group.Of(Give(1, "a"), b.Call(), Later("l")).Settled() | SumOfSuccesses(label: "z"))
        { Yields = 8, Runs = "a", OnFailure = "l z", Scheduled = 1, Waits = true },
        new("settled step", b => b.Call().Settled() | ValueOrZero(label: "y") | Plus(label: "z"))
        { Yields = 1, OnFailure = "y z" },
        new("before a settled group",
            b => (Give(13, "a") | b.Step() | Group.Of(Plus(label: "x"), Plus(label: "x"))).Settled() | SumOfSuccesses(label: "z"))
        { Yields = 0, Runs = "a", OnFailure = "z" },
        new("before a settled group that is empty",
            b => (Give(13, "a") | b.Step() | Group.Of<Amount, Amount>()).Settled() | SumOfSuccesses(label: "x"))
        { Runs = "a" },
        new("before a settled Each", b => (b.Call() >> List([1], "x") | Same(label: "x").Each()).Settled() | SumOfSuccesses(label: "x")),
        new("member of a settled group with a time-out",
            b => Group.Of(Give(1, "a"), b.Call()).WithTimeout(TwoHoursAndAHalf).Settled() | SumOfSuccesses(label: "z"))
        { Yields = 1, Runs = "a", OnFailure = "z", Scheduled = 1 },
        new("element of a settled Each with an expiry",
            b => (List([13, 13], "a") | b.Step().Each()).ExpiresAfter(TwoHoursAndAHalf).Settled() | SumOfSuccesses(label: "z"))
        { Yields = 0, Runs = "a", OnFailure = "z", Scheduled = 1, Most = 2 },
        new("scope with a time-out", b => (Give(13, "a") | b.Step() | Plus(label: "x")).WithTimeout(TwoHoursAndAHalf))
        { Runs = "a", Scheduled = 1 },
        new("scope with an expiry, recovered",
            b => (Give(13, "a") | b.Step()).ExpiresAfter(TwoHoursAndAHalf).Recover(Rescue(number: 5, label: "r")))
        { Yields = 5, Runs = "a", OnFailure = "r", Scheduled = 1 },
    ];

    private static Position[] Branches =>
    [
        new("OnSuccess of the flow", b => Give(13, "a").OnSuccess(b.Step())) { Yields = 13, Runs = "a", IsAside = true },
        new("OnSuccess within a chain", b => Give(13, "a").OnSuccess(b.Step()) | Plus(label: "z"))
        { Yields = 14, Runs = "a z", IsAside = true },
        new("OnError of the flow", b => Throw(Bad.Amount).OnError(b.Call())) { FailsWith = Thrown, IsAside = true },
        new("OnError of what is recovered",
            b => Throw(Bad.Amount).OnError(b.Call()).Recover(Rescue(number: 5, label: "r")) | Plus(label: "z"))
        { Yields = 6, Runs = "r z", IsAside = true },
        new("OnError of a member", b => Group.Of(Throw(Bad.Amount).OnError(b.Call()), Later("x")) | Sum(label: "x"))
        { FailsWith = Thrown, IsAside = true, Scheduled = 1 },
        new("group in OnError", b => Throw(Bad.Amount).OnError(Group.Of(Give(1, "g"), b.Call()) | Sum(label: "s")))
        { FailsWith = Thrown, Runs = "g", OnGoodEnd = "s", IsAside = true },
    ];

    private static Position[] Sagas =>
    [
        new("after compensated steps",
            b => Give(1, "a").CompensateWith(Undo(label: "u1")) >> Give(2, "b").CompensateWith(Undo(label: "u2")) >> b.Call())
        { Runs = "a b", Undoes = "u2 u1" },
        new("compensated step",
            b => Give(1, "a").CompensateWith(Undo(label: "u1")) >> b.Call().CompensateWith(Undo(label: "x")) >> Give(2, "x"))
        { Runs = "a", Undoes = "u1" },
        new("before a compensated step", b => b.Call() >> Give(2, "x").CompensateWith(Undo(label: "x"))),
        new("beside a compensated step",
            b => Group.Of(Give(1, "a").CompensateWith(Undo(label: "u")), b.Call(), Later("x").CompensateWith(Undo(label: "x"))) | Sum(label: "x"))
        { Runs = "a", Undoes = "u", Scheduled = 1 },
        new("beside a compensated step that does not stop",
            b => Group.Of(DoNotStop(1, "a").CompensateWith(Undo(label: "u")), b.Call()) | Sum(label: "x"))
        { Runs = "a", Undoes = "u", DoesNotStop = true },
        new("beside a compensated step, recovered",
            b => (Group.Of(Give(1, "a").CompensateWith(Undo(label: "u")), b.Call()) | Sum(label: "x")).Recover(Rescue(number: 5, label: "r")))
        { Yields = 5, Runs = "a", OnFailure = "r", Undoes = "u" },
        new("after compensated elements",
            b => List([1, 2], "a") | Same(label: "e").CompensateWith(Undo(label: "u")).Each() | Sum(label: "c") >> b.Call())
        { Runs = "a e e c", Undoes = "u u" },
        new("compensation",
            b => Give(1, "a").CompensateWith(Undo(label: "u1"))
                >> Give(13, "b").CompensateWith(b.Step())
                >> Give(2, "c").CompensateWith(Undo(label: "u3"))
                >> Throw(Bad.Amount))
        { FailsWith = Thrown, Inner = 1, Runs = "a b c", Undoes = "u3 u1", IsAside = true, IsCompensation = true },
        new("compensation in a group",
            b => Group.Of(Give(13, "a").CompensateWith(b.Step()), Give(2, "b").CompensateWith(Undo(label: "u")))
                | Sum(label: "c") >> Throw(Bad.Amount))
        { FailsWith = Thrown, Inner = 1, Runs = "a b c", Undoes = "u", IsAside = true, IsCompensation = true },
        new("compensation of a cancelled flow", b => Give(13, "a").CompensateWith(b.Step()) >> Hang(Bad.Amount))
        { FailsWith = "TypedTasks.Cancelled", Inner = 1, Runs = "a", IsAside = true, IsCompensation = true, IsCancelledFirst = true },
    ];

    private static Position[] Plans =>
    [
        new("step of a returned plan", b => Give(1, "a") | Plan(fault: b.Fault, isWatched: b.IsWatched) | Plus(label: "x"))
        { Runs = "a p" },
        new("step of a plan that a plan returned",
            b => Give(1, "a") | PlanOfPlan(fault: b.Fault, isWatched: b.IsWatched) | Plus(label: "x"))
        { Runs = "a q p" },
        new("step of a plan in a group",
            b => Group.Of(Give(1, "a") | Plan(fault: b.Fault, isWatched: b.IsWatched), Later("x")) | Sum(label: "x"))
        { Runs = "a p", Scheduled = 1 },
        new("step of a plan in Each", b => List([1], "a") | Plan(fault: b.Fault, isWatched: b.IsWatched).Each() | Sum(label: "x"))
        { Runs = "a p" },
        new("step of a plan in Recover",
            b => (Give(1, "a") | Plan(fault: b.Fault, isWatched: b.IsWatched)).Recover(Rescue(number: 5, label: "r")) | Plus(label: "z"))
        { Yields = 6, Runs = "a p", OnFailure = "r z" },
        new("after compensated steps in a plan",
            b => Give(1, "a").CompensateWith(Undo(label: "u1")) | PlanWithSaga(fault: b.Fault, isWatched: b.IsWatched) | Plus(label: "x"))
        { Runs = "a p", Undoes = "u2 u1" },
    ];

    private static TimeSpan Soon => TimeSpan.FromSeconds(30);

    private static TimeSpan TwoHoursAndAHalf => TimeSpan.FromHours(2.5);

    // Longer than a cancellation is remembered without a look into the store.
    private static Signature<Amount> Late(int number, string label) => Give(number, label).WithDelay(TimeSpan.FromMinutes(70));

    private static Signature<Amount> Later(string label) => Late(7, label);
}
