using static TypedTasks.Conformance.Worker.Forms.Tasks;
using static TypedTasks.Conformance.Worker.Plans.Tasks;
using static TypedTasks.Conformance.Worker.Sums.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>Values too large to travel in a message, in every place where a value can be.</summary>
public static class LargeValues
{
    private const int Size = 100_000;
    private const int Huge = 300_000; // more than a broker takes in one message
    private const int Cut = 8001; // of the message of a failure so much is kept, and an ellipsis
    private static readonly string Long = new('x', Size);

    public static IReadOnlyList<FlowCase> All { get; } =
    [
        FlowCase.Of("large argument", () => Echo(Long) | Length(), Size),
        FlowCase.Of("large argument of a partial", () => Number(1) | Keep(text: Long) | Length(), Size),
        FlowCase.Of("large arguments of members", () => Group.Of(Enumerable.Range(0, 4).Select(_ => Echo(Long) | Length())) | Total(), 4 * Size),
        FlowCase.Of("large value for several", () => Large(Size) | (Length(), Length()) | Add(), 2 * Size),
        FlowCase.Of("large members", () => Group.Of(Large(Size), Large(Size)) | Join(separator: "") | Length(), 2 * Size),
        FlowCase.Of("large members of a tuple", () => (Number(3), Large(Size)) | Label() | Length(), Size + 2),
        FlowCase.Of("each over large elements", () => Larges(5, Size) | Length().Each() | Total(), 5 * Size),
        FlowCase.Of("each over many elements, in chunks", () => Larges(40, 10_000) | Length().Each(chunkSize: 10) | Total(), 400_000),
        FlowCase.Of("each with large results, in chunks", () => Larges(40, 10_000) | Echo().Each(chunkSize: 10, maxParallelism: 2) | Length().Each() | Total(), 400_000),
        FlowCase.Of("each that passes large values on", () => Larges(5, Size) | (Echo() | Echo()).Each() | Join(separator: "") | Length(), 5 * Size),
        FlowCase.Of("large value settled", () => Large(Size).Settled() | LengthOf(), Size),
        FlowCase.Of("large failure settled", () => (Large(Size) | FailWith()).Settled() | DescribeLength(), Cut),
        FlowCase.Of("large failure recovered", () => (Large(Size) | FailWith()).Recover(Otherwise()), -Cut),
        FlowCase.Of("large failure that all share", () => (Group.FirstOf(Large(Size) | FailWith(), Fail("x")) | Text()).Recover(Kind()), "TypedTasks.AllFailed"),
        FlowCase.Of("large value for a side branch", () => Large(Size).OnSuccess(Length() | NoteNumber()) | Length() | Await(note: "100000"), Size),
        FlowCase.Failing("large value that is undone", () => Large(Size).CompensateWith(Length() | Undo()) >> Fail("x"), "sums.fail: System.InvalidOperationException: x", "undo 100000"),
        FlowCase.Of("large argument of a returned signature", () => Returned(Size), Size),
        FlowCase.Of("large value, one of the first", () => Group.FirstOf(Large(Size), Fail("x") >> Large(1)) | Length(), Size),
        FlowCase.Of("large value that is retried", () => Large(Size) | Length().WithRetry(2).WithDelay(TimeSpan.FromMilliseconds(10)), Size),
        FlowCase.Of("large value that waits its turn", () => Group.Of(Enumerable.Range(0, 4).Select(_ => Large(Size) | Length().WithConcurrencyLimit("large"))) | Total(), 4 * Size),
        FlowCase.Of("each over huge elements", () => Larges(3, Huge) | Length().Each() | Total(), 3 * Huge),
        FlowCase.Of("huge chunks", () => Larges(60, 10_000) | Length().Each(chunkSize: 50) | Total(), 600_000),
        FlowCase.Of("huge failure recovered", () => (Large(Huge) | FailWith()).Recover(Otherwise()), -Cut),
        FlowCase.Of("huge failure, seen by a side branch", () => (Large(Huge) | FailWith()).OnError(Explain()).Recover(Number(1)), 1),
        FlowCase.Of("failures of hundreds recovered", () => (Group.FirstOf(Enumerable.Range(0, 300).Select(_ => Fail("x"))) | Text()).Recover(Kind()), "TypedTasks.AllFailed"),
        FlowCase.Of("each over a group of huge values", () => Group.Of(Large(Huge), Large(Huge)) | Length().Each() | Total(), 2 * Huge),
        FlowCase.Of("each in chunks over a group of large values", () => Group.Of(Enumerable.Range(0, 6).Select(_ => Large(Size))) | Length().Each(chunkSize: 5) | Total(), 6 * Size),
        FlowCase.Of("each over huge elements, some at a time", () => Larges(3, Huge) | (Echo() | Length()).Each(maxParallelism: 1) | Total(), 3 * Huge),
    ];

}
