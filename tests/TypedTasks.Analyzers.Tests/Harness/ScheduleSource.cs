namespace TypedTasks.Analyzers.Tests.Harness;

/// <summary>Programs with a schedule. AddSchedule belongs to the host, which these do not refer to.</summary>
internal static class ScheduleSource
{
    public static string Mark(string arguments, string method = "public static int Do(ScheduledRun run) => 1;") => $$"""
        static partial class C
        {
            [Task, Schedule({{arguments}})] {{method}}
        }
        """;

    public static string Call(string call) => $$"""
        static class C
        {
            public static int counter;
            public static readonly int limit = 3;
            public static void Add(TypedTasksBuilder builder, TimeProvider time) => {{call}};
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            public static class TypedTasksScheduleExtensions
            {
                public static TypedTasksBuilder AddSchedule<TOut>(
                    this TypedTasksBuilder builder, string name, string cron, Func<ScheduledRun, ISignature<TOut>> compose, Action<ScheduleOptions>? configure = null) => builder;
            }
        }
        """;
}
