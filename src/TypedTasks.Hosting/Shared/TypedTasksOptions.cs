namespace TypedTasks;

/// <summary>What client and worker share.</summary>
public sealed class TypedTasksOptions
{
    /// <summary>When a flow ends at the latest; 7 days by default, more than zero.</summary>
    public TimeSpan FlowLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Whether steps have priorities. Each queue then has two more beside it, <c>NAME-high</c> and <c>NAME-low</c>, on
    /// connections of their own; a worker takes from the most urgent one in which something waits. Say it in every process: a
    /// client that does not refuses <c>WithPriority</c>. False by default.
    /// </summary>
    public bool Priorities { get; set; }

    /// <summary>
    /// Whether steps may have ordering keys. Each queue then has one more beside it, <c>NAME-ordered</c>, on a connection and with
    /// slots of its own; in Service Bus it is a queue with sessions. Say it in every process: a client that does not refuses
    /// <c>WithOrderingKey</c>. False by default.
    /// </summary>
    public bool OrderingKeys { get; set; }

    /// <summary>How failed runs are repeated where neither task nor call says otherwise; <see cref="RetryPolicy.Default"/> by default: three retries, after at most 1, 2 and 4 seconds.</summary>
    public RetryPolicy Retry { get; set; } = RetryPolicy.Default;

    /// <summary>How late a step may still start after its flow was cancelled; 1 s by default, more than zero.</summary>
    public TimeSpan CancellationLag { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The largest value, in bytes, that travels inside a message; a larger one lies in the store, and so does a smaller one
    /// where the broker takes no messages of that size. 1 KB to 192 KB, 48 KB by default.
    /// </summary>
    public int ClaimCheckBytes { get; set; } = 48 * 1024;

    /// <summary>
    /// How long a flow that has succeeded or was cancelled is kept, with its result and history, counted from its end; an
    /// hour or more, 7 days by default. <see cref="TimeSpan.MaxValue"/> keeps it for good.
    /// </summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How long a failed flow is kept, and can be retried, counted from its end; an hour or more, 30 days by default.
    /// <see cref="TimeSpan.MaxValue"/> keeps it for good.
    /// </summary>
    public TimeSpan FailedRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Whether the store keeps the messages of the flows that this process enqueues while they lie at the broker, so that <see cref="ITaskClient.ResumeAsync"/> sends them again where the broker has lost
    /// them. Each step of such a flow then writes to the store once more. False by default.
    /// </summary>
    public bool RecordHandOffs { get; set; }

    /// <summary>
    /// After what time without a sign of life a flow counts as quiet, where nothing of it is due and its queues hold nothing that old: <see cref="FlowSummary.QuietSince"/>, health and a metric say it. 10 minutes
    /// or more, 30 minutes by default; <see cref="TimeSpan.MaxValue"/> for never.
    /// </summary>
    public TimeSpan QuietAfter { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// What holds of tasks beside what their attributes say, by their names on the wire; in configuration <c>TypedTasks:Tasks:photos.resize:MaxRetries</c>. A name that no registered task has stops the start.
    /// </summary>
    public IDictionary<string, ConfiguredTask> Tasks { get; } = new Dictionary<string, ConfiguredTask>(StringComparer.Ordinal);

    /// <summary>
    /// The queues that tasks are sent to, by their names on the wire or what these begin with (<c>reports.*</c>); see <see cref="Route"/>. In configuration <c>TypedTasks:Routes:reports.*</c> is the queue.
    /// </summary>
    public IDictionary<string, string> Routes { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Sends tasks to a queue, instead of the one that their attributes name; <c>OnQueue</c> on a call comes before it. Say it in every process: whoever enqueues decides, and workers take the queue, beside the one that the
    /// attribute names, where messages may still lie. Of several that fit the longest counts. One that fits no registered task stops the start.
    /// </summary>
    /// <param name="tasks">The name of a task on the wire, or <c>reports.*</c> for all whose names begin so, or <c>*</c>.</param>
    /// <param name="queue">The queue.</param>
    public TypedTasksOptions Route(string tasks, string queue)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tasks);
        ArgumentException.ThrowIfNullOrWhiteSpace(queue);
        Routes[tasks] = queue;
        return this;
    }

    /// <summary>Whether this process starts what its schedules make due; <see cref="ScheduleMode.Automatic"/> by default. <see cref="ScheduleMode.Manual"/> is for development machines.</summary>
    public ScheduleMode Schedules { get; set; }

    /// <summary>
    /// The key that links to events are signed with (<see cref="IEventLinks"/>): 32 random bytes or more, the same in every process, kept like a password. With another key all links that were made before are worth nothing. Empty by
    /// default: no links.
    /// </summary>
    public ReadOnlyMemory<byte> EventLinkKey { get; set; }
}
