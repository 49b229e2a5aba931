namespace TypedTasks.Docs.Tests.Harness;

/// <summary>The ranges of the options, each with values at its ends.</summary>
internal static class OptionRanges
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private static readonly Dictionary<string, OptionRange> All = new()
    {
        ["TypedTasksOptions.FlowLifetime"] = MoreThanZero,
        ["TypedTasksOptions.CancellationLag"] = MoreThanZero,
        ["TypedTasksOptions.ClaimCheckBytes"] = new("1 KB to 192 KB", [1023, 192 * 1024 + 1], [1024, 192 * 1024]),
        ["TypedTasksOptions.Retention"] = AnHour,
        ["TypedTasksOptions.FailedRetention"] = AnHour,
        ["TypedTasksOptions.QuietAfter"] = new("10 minutes or more", [TimeSpan.FromMinutes(10) - Tick], [TimeSpan.FromMinutes(10), TimeSpan.MaxValue]),
        ["TypedTasksOptions.EventLinkKey"] = new("32 random bytes or more", [(ReadOnlyMemory<byte>)new byte[31]], [(ReadOnlyMemory<byte>)new byte[32], ReadOnlyMemory<byte>.Empty]),
        ["WorkerOptions.Slots"] = Whole("1 to 1,000", 1, 1000),
        ["WorkerOptions.Queues"] = new("1 to 1,000", [], []),
        ["WorkerOptions.Prefetch"] = Whole("0 to 2,000", 0, 2000),
        ["WorkerOptions.DrainTime"] = ZeroOrMore,
        ["WorkerOptions.MaxDeliveries"] = Whole("2 to 100", 2, 100),
        ["WorkerOptions.MaxHandBacks"] = Whole("1 to 1,000", 1, 1000),
        ["WorkerOptions.UnknownTaskGrace"] = ZeroOrMore,
        ["WorkerOptions.ReconcileInterval"] = MoreThanZero,
        ["WorkerOptions.OwedAge"] = MoreThanZero,
        ["OperationsOptions.MaxValueBytes"] = new("1 KB to 1 MB", [1023, 1024 * 1024 + 1], [1024, 1024 * 1024]),
        ["OperationsOptions.BrokerCallsPerMinute"] = Whole("1 to 6,000", 1, 6000),
        ["OperationsOptions.BrokerAnswersFor"] = new("a second or more", [TimeSpan.FromSeconds(1) - Tick], [TimeSpan.FromSeconds(1)]),
        ["AlertOptions.Every"] = Every,
        ["AlertWebhookOptions.Every"] = Every,
        ["AlertWebhookOptions.Url"] = new("http or https", [new Uri("ftp://a"), null], [new Uri("http://a"), new Uri("https://a")]),
        ["RetryPolicy.Delay"] = ZeroOrMore,
        ["RetryPolicy.MaxDelay"] = ZeroOrMore,
        ["RetryPolicy.MaxRetries"] = Whole("0 to 1,000", 0, 1000),
        ["ServiceBusOptions.SilenceLimit"] = new("more than zero", [TimeSpan.Zero], [Tick, Timeout.InfiniteTimeSpan]),
        ["ServiceBusOptions.SendTimeout"] = MoreThanZero,
        ["ServiceBusOptions.OperationTimeout"] = MoreThanZero,
        ["ServiceBusOptions.ReconnectDelay"] = MoreThanZero,
        ["ServiceBusOptions.MaxReconnectDelay"] = new("`ReconnectDelay` or more", [TimeSpan.FromMilliseconds(100) - Tick], [TimeSpan.FromMilliseconds(100)]),
        ["ServiceBusOptions.TokenLifetime"] = MoreThanZero,
        ["ServiceBusOptions.MaxTransfersInFlight"] = Whole("1 to 10,000", 1, 10_000),
        ["ServiceBusOptions.MaxTransactionsInFlight"] = Whole("1 to 100", 1, 100),
        ["ServiceBusOptions.MaxMessagesPerTransaction"] = Whole("2 to 100", 2, 100),
        ["PostgresStoreOptions.Schema"] = new("1 to 63 lower-case letters, digits and underscores", ["", "1a", "Tasks", "pg_tasks", new string('a', 64)], ["a", "_1", new string('a', 63)]),
        ["PostgresStoreOptions.Connections"] = Whole("2 to 64", 2, 64),
        ["PostgresStoreOptions.LockTimeout"] = Between("100 ms to 1 hour", TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
        ["PostgresStoreOptions.StatementTimeout"] = Between("1 second to 1 hour", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        ["ServiceBusEmulatorOptions.Port"] = Whole("0 to 65,535", 0, 65_535),
        ["ServiceBusEmulatorOptions.HttpPort"] = Whole("0 to 65,535", 0, 65_535),
        ["ServiceBusEmulatorOptions.MaxMessageBytes"] = new("4 KB to 256 KB", [4095, 256 * 1024 + 1], [4096, 256 * 1024]),
        ["ServiceBusEmulatorOptions.IdleLinkTimeout"] = new("more than zero", [TimeSpan.Zero], [Tick, Timeout.InfiniteTimeSpan]),
        ["ServiceBusEmulatorOptions.TransferDelay"] = Between("zero to one day", TimeSpan.Zero, TimeSpan.FromDays(1)),
        ["ServiceBusEmulatorOptions.SharedAccessKeyName"] = new("without a semicolon", ["a;b", ""], ["a"]),
        ["ServiceBusEmulatorOptions.SharedAccessKey"] = new("without a semicolon", ["a;b", ""], ["YQ==", null]),
        ["QueueOptions.Name"] = QueueName,
        ["QueueOptions.LockDuration"] = Lock,
        ["QueueOptions.MaxDeliveryCount"] = OneOrMore,
        ["QueueOptions.DuplicateDetectionWindow"] = Window,
        ["QueueOptions.DefaultTimeToLive"] = LongMoreThanZero,
        ["QueueOptions.AutoDeleteOnIdle"] = Idle,
        ["QueueOptions.MaxSizeInBytes"] = Size,
        ["TopicOptions.Name"] = QueueName,
        ["TopicOptions.DuplicateDetectionWindow"] = Window,
        ["TopicOptions.DefaultTimeToLive"] = LongMoreThanZero,
        ["TopicOptions.AutoDeleteOnIdle"] = Idle,
        ["TopicOptions.MaxSizeInBytes"] = Size,
        ["SubscriptionOptions.Name"] = QueueName,
        ["SubscriptionOptions.LockDuration"] = Lock,
        ["SubscriptionOptions.MaxDeliveryCount"] = OneOrMore,
        ["SubscriptionOptions.DefaultTimeToLive"] = LongMoreThanZero,
        ["SubscriptionOptions.AutoDeleteOnIdle"] = Idle,
        // Looked at where the tasks are known; tests of the host do that.
        ["ConfiguredTask.MaxRetries"] = new("0 to 1,000", [], []),
        ["ConfiguredTask.MaxConcurrency"] = new("0 or more", [], []),
        ["ScheduleOptions.Jitter"] = Between("0 (the default) to 1 day", TimeSpan.Zero, TimeSpan.FromDays(1)),
        ["ScheduleOptions.Version"] = OneOrMore,
    };

    private static OptionRange MoreThanZero => new("more than zero", [TimeSpan.Zero, -Tick], [Tick]);

    private static OptionRange LongMoreThanZero => MoreThanZero with { Taken = [Tick, TimeSpan.MaxValue] };

    private static OptionRange ZeroOrMore => new("zero or more", [-Tick], [TimeSpan.Zero]);

    private static OptionRange Every => new("a second to a day", [TimeSpan.FromSeconds(1) - Tick, TimeSpan.FromDays(1) + Tick], [TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)]);

    private static OptionRange AnHour => new("an hour or more", [TimeSpan.FromHours(1) - Tick], [TimeSpan.FromHours(1), TimeSpan.MaxValue]);

    private static OptionRange OneOrMore => new("1 or more", [0], [1, int.MaxValue]);

    private static OptionRange QueueName => new("1 to 260 characters without `$`", ["", "$a", new string('a', 261)], ["a", new string('a', 260)]);

    private static OptionRange Lock => new("more than zero, at most 5 minutes", [TimeSpan.Zero, TimeSpan.FromMinutes(5) + Tick], [Tick, TimeSpan.FromMinutes(5)]);

    private static OptionRange Window => new("more than zero, at most 7 days", [TimeSpan.Zero, TimeSpan.FromDays(7) + Tick], [Tick, TimeSpan.FromDays(7)]);

    private static OptionRange Idle => new("5 minutes or more", [TimeSpan.FromMinutes(5) - Tick], [TimeSpan.FromMinutes(5), null]);

    private static OptionRange Size => new("1 or more", [0L], [1L, long.MaxValue]);

    public static IEnumerable<string> Names => All.Keys;

    public static OptionRange? Find(string option) => All.GetValueOrDefault(option);

    private static OptionRange Whole(string says, int least, int most) => new(says, [least - 1, most + 1], [least, most]);

    private static OptionRange Between(string says, TimeSpan least, TimeSpan most) => new(says, [least - Tick, most + Tick], [least, most]);
}
