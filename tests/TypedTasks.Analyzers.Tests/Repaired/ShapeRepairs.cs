using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Repaired;

internal static class ShapeRepairs
{
    private const string Do = "await client.EnqueueAsync(Work.Tasks.Do(4));";

    public static IReadOnlyList<Repair> All { get; } =
    [
        new("TT0001", nameof(TaskClassNotPartialFix), "", Do) { Result = "5", More = "public static class Work { [Task] public static int Do(int n) => n + 1; }" },
        new("TT0001", nameof(TaskClassNotPartialFix), "", Do) { Result = "5", More = "unsafe class Work { [Task] public static int Do(int n) { int* p = &n; return *p + 1; } }" },
        new("TT0001", nameof(TaskClassNotPartialFix), "", Do) { Result = "5", More = "// Words.\nreadonly record struct Work { [Task] public static int Do(int n) => n + 1; }" },
        new("TT0002", nameof(OverloadedTaskFix), "work.do-int32", Do) { Result = "5", More = "public static partial class Work { [Task(\"work.do\")] public static int Do(string text) => 0; [Task] public static int Do(int n) => n + 1; }" },
        // The name that messages in flight carry stays with the task that they are for.
        new("TT0002", nameof(OverloadedTaskFix), "Keep the name \"work.do\"", Do)
        {
            Result = "5",
            More = "public static partial class Work { [Task(\"work.text\")] public static int Do(string text) => 0; [Task] public static int Do(int n) => n + 1; }",
            Contracts = "task work.do(n: int): int\n",
            Holds = "[Task(\"work.do\")] public static int Do(int n)",
        },
        new("TT0003", nameof(TaskParameterFix), "", Do) { Result = "5", More = "public static partial class Work { [Task] public static int Do(IServiceProvider services, int n) => services is null ? 0 : n + 1; }" },
        new("TT0019", nameof(TaskParameterFix), "", Do)
        {
            Result = "5",
            More = "public static partial class Work { [Task] public static int Do([Acme.FromServices] IServiceProvider services, int n) => services is null ? 0 : n + 1; } namespace Acme { [AttributeUsage(AttributeTargets.Parameter)] public sealed class FromServicesAttribute : Attribute; }",
        },
        new("TT0004", nameof(AsyncVoidTaskFix), "", "await client.EnqueueAsync(Work.Tasks.Do() >> Work.Tasks.Count());")
        {
            Result = "1",
            More = "public static partial class Work { static int count; [Task] public static async void Do() { await Task.Yield(); count = 1; } [Task] public static int Count() => count; }",
        },
        new("TT0005", nameof(OverloadedTaskFix), "shop.work.do", "await client.EnqueueAsync(Shop.Work.Tasks.Do(4));") { Result = "5", More = Twice, Place = "Do", Contracts = "task work.do(text: string): int\n", Holds = "[Task(\"shop.work.do\")] public static int Do(int n)" },
        new("TT0005", nameof(OverloadedTaskFix), "work.measure", "await client.EnqueueAsync(Blog.Work.Tasks.Measure(\"a\"));") { Result = "1", More = Twice, Place = "Measure", Contracts = "task work.do(n: int): int\n", Holds = "[Task(\"work.measure\")] public static int Measure(string text)" },
        new("TT0006", nameof(InaccessibleTaskFix), "Make 'Do' internal", Do) { Result = "5", More = "public static partial class Work { [Task] private static int Do(int n) => n + 1; }" },
        new("TT0006", nameof(InaccessibleTaskFix), "'Do', 'Data' and 'Kind' internal", "await client.EnqueueAsync(Work.Start());")
        {
            Result = "5",
            More = "public static partial class Work { private enum Kind { A } private record Data(int N, Kind Kind); [Task] private static int Do(List<Data> data) => data[0].N; public static ISignature<int> Start() => Tasks.Do([new(5, Kind.A)]); }",
        },
        new("TT0012", nameof(TaskResultFix), "", Do) { Result = "4", More = "public static partial class Work { static int last; [Task] public static ref readonly int Do(int n) { last = n; return ref last; } }" },
        Span("ReadOnlySpan<byte>", "\"abc\"u8", "\"YWJj\""),
        Span("ReadOnlySpan<int>", "new[] { n, 2 }", "[4,2]"),
        Span("Span<int>", "new(new[] { n, 2, 3 }, 1, 2)", "[2,3]"),
        Span("Span<int>", "n > 3 ? [n] : default", "[4]"),
        Span("Span<int>", "n > 3 ? new[] { n, 1 } : throw new InvalidOperationException()", "[4,1]"),
        Span("ReadOnlySpan<char>", "\"abc\"", "[\"a\",\"b\",\"c\"]"),
        Span("Span<int>", "default", "[]"),
        new("TT2001", nameof(UncoveredTypeFix), "", "await client.EnqueueAsync(Work.Tasks.Do(new(4)));")
        {
            Result = "5",
            IsAot = true,
            More = "public static partial class Work { public record Data(int N); [Task] public static int Do(Data data) => data.N + 1; }",
        },
    ];

    public static IReadOnlyList<Repair> Unfixed { get; } =
    [
        // The one that has shipped is not renamed.
        new("TT0005", nameof(OverloadedTaskFix), "", "await client.EnqueueAsync(Count());") { More = Twice, Place = "Measure", Contracts = "task work.do(text: string): int\n" },
        new("TT0005", nameof(OverloadedTaskFix), "", "await client.EnqueueAsync(Count());") { More = Twice, Place = "Do", Contracts = "task work.do(n: int): int\n" },
        new("TT0002", nameof(OverloadedTaskFix), "Give it", "await client.EnqueueAsync(Count());")
        {
            More = "public static partial class Work { [Task(\"work.text\")] public static int Do(string text) => 0; [Task] public static int Do(int n) => n + 1; }",
            Contracts = "task work.do(n: int): int\n",
        },
        new("TT0004", nameof(AsyncVoidTaskFix), "", "await client.EnqueueAsync(Count());") { More = "class Above { public virtual void Do() { } } partial class Work : Above { [Task] public override async void Do() => await Task.Yield(); }" },
        new("TT0006", nameof(InaccessibleTaskFix), "", "await client.EnqueueAsync(Count());") { More = "class Above { protected virtual void Do() { } } partial class Work : Above { [Task] protected override void Do() { } }" },
        new("TT0012", nameof(TaskResultFix), "", "await client.EnqueueAsync(Count());") { More = "interface IDo { Span<int> Do(); } partial class Work : IDo { [Task] public Span<int> Do() => default; }" },
    ];

    private const string Twice = "namespace Shop { static partial class Work { [Task] public static int Do(int n) => n + 1; } } namespace Blog { static partial class Work { [Task(\"work.do\")] public static int Measure(string text) => text.Length; } }";

    private static Repair Span(string type, string value, string result) =>
        new("TT0012", nameof(TaskResultFix), "", Do) { Result = result, More = $"public static partial class Work {{ [Task] public static {type} Do(int n) => {value}; }}" };
}
