namespace Corpus
{
    using static Photos.Tasks;

    public static class WrongScheduleClock3
    {
        private static DateTime Now => DateTime.UtcNow;

        public static void Add(TypedTasksBuilder builder) => builder.AddSchedule("nightly", "0 9 * * *", Compose); //! TT3006

        private static ISignature<Thumbnail> Compose(ScheduledRun run) => Load(Name(run)) | Resize(200);

        private static string Name(ScheduledRun run) => $"{run.Name}-{Now:O}.jpg";
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
