namespace Corpus
{
    using static Photos.Tasks;

    public static class WrongScheduleClock
    {
        public static void Add(TypedTasksBuilder builder) =>
            builder.AddSchedule("nightly", "0 9 * * *", static run => Load($"{DateTime.UtcNow:O}.jpg")); //! TT3006
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
