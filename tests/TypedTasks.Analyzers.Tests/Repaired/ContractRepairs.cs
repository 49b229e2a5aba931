using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Repaired;

internal static class ContractRepairs
{
    private const string Do = "await client.EnqueueAsync(Work.Tasks.Do(4));";

    public static IReadOnlyList<Repair> All { get; } =
    [
        Recorded("TT4001", "[Task] public static int Do(int n) => n + 1;", "# Nothing yet.\n", "task work.do(n: int): int"),
        Recorded("TT4003", "[Task] public static int Do(int n) => n + 1;", "task work.do(n: int, gone: int): int\n", "task work.do(n: int): int"),
        Recorded("TT4004", "[Task] public static int Do(int n) => n + 1;", "task work.do(n: string): int\n", "task work.do(n: int): int"),
        Recorded("TT4005", "[Task] public static int Do(int n, int m) => n + m; [Task] public static ISignature<int> Plan(int n) => Tasks.Do(n, 1);", "task work.do(m: int, n: int): int\n", "task work.do(n: int, m: int): int") with { Wrong = "await client.EnqueueAsync(Work.Tasks.Plan(4));" },
        Recorded("TT4006", "[Task] public static int Do(int n) => n + 1;", "task work.do(): int\n", "task work.do(n: int): int"),
        Recorded("TT4007", "[Task] public static int Do(int n) => n + 1;", "task work.do(n: int): string\n", "task work.do(n: int): int"),
        Recorded("TT4008", "public record Data(int N); [Task] public static int Do(Data data) => data.N + 1;", "task work.do(data: Work.Data): int\ntype Work.Data { n!: int, gone!: int }\n", "type Work.Data { n!: int }") with { Wrong = "await client.EnqueueAsync(Work.Tasks.Do(new(4)));" },
        Recorded("TT4011", "[Task] public static int Do(int n) => n + 1; [TaskEvent(\"work.said\")] public static partial TaskEvent<int> Said { get; }", "task work.do(n: int): int\n", "event work.said: int"),
        Recorded("TT4012", "[Task] public static int Do(int n) => n + 1; [TaskEvent(\"work.said\")] public static partial TaskEvent<int> Said { get; }", "task work.do(n: int): int\nevent work.said: string\n", "event work.said: int"),
        new("TT4002", nameof(TaskContractGoneFix), "Keep the name 'work.old'", Do) { Result = "5", More = Work("[Task] public static int Do(int n) => n + 1;"), Contracts = "task work.old(n: int): int\n", Holds = "Aliases = [\"work.old\"]" },
        new("TT4002", nameof(TaskContractGoneFix), "Accept it", Do) { Result = "5", More = Work("[Task] public static int Do(int n) => n + 1;"), Contracts = "task work.old(n: int): int\n" },
        new("TT4013", nameof(TaskContractGoneFix), "Accept it", Do) { Result = "5", More = Work("[Task] public static int Do(int n) => n + 1;"), Contracts = "event work.old: int\n" },
        new("TT4006", nameof(TaskContractDefaultFix), "'text'", Do) { Result = "5", More = Work("[Task] public static int Do(int n, string text, CancellationToken token) => n + (text?.Length ?? 1);"), Contracts = "task work.do(n: int): int\n", Holds = "string? text = null, CancellationToken token = default" },
        // Which number an old message stands for, only the user knows.
        new("TT4006", nameof(TaskContractDefaultFix), "'times'", Do) { Blanks = ["CS0103 TODO"], More = Work("[Task] public static int Do(int n, int times) => n * times;"), Contracts = "task work.do(n: int): int\n" },
    ];

    public static IReadOnlyList<Repair> Unfixed { get; } = [];

    private static Repair Recorded(string rule, string task, string contracts, string holds) =>
        new(rule, nameof(TaskContractRecordFix), "ecord it in", Do) { Result = "5", More = Work(task), Contracts = contracts, Holds = holds + "\n" };

    private static string Work(string tasks) => $"public static partial class Work {{ {tasks} }}";
}
