namespace Corpus
{
    using static Photos.Tasks;

    public static class RightSchedule
    {
        public static void Add(TypedTasksBuilder builder) =>
            builder.AddSchedule("nightly", "0 9 * * *", static run => Load($"{run.Date:O}.jpg") | Resize(200), static o => o.TimeZone = "Europe/Paris");
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    public static class TypedTasksScheduleExtensions
    {
        public static TypedTasksBuilder AddSchedule<TOut>(
            this TypedTasksBuilder builder, string name, string cron, Func<ScheduledRun, ISignature<TOut>> compose, Action<ScheduleOptions>? configure = null) => builder;
    }
}
