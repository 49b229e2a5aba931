namespace TypedTasks.Emulator;

/// <summary>What a tier has not (source: the table of tier features in the documentation of the service).</summary>
internal static class TierRules
{
    private const int Kilobyte = 1024;

    /// <summary>What the namespace says that it is.</summary>
    public static string NameOf(EmulatorTier tier) => tier == EmulatorTier.Unlimited ? nameof(EmulatorTier.Standard) : tier.ToString();

    /// <summary>The default of Premium; its entities could be given more, of which nothing here would be the same.</summary>
    public static int LargestMessage(EmulatorTier tier) => tier == EmulatorTier.Premium ? 1024 * Kilobyte : 256 * Kilobyte;

    public static bool HasTransactions(EmulatorTier tier) => tier != EmulatorTier.Basic;

    /// <exception cref="ArgumentException">The queue asks for something that the tier has not.</exception>
    public static void Check(EmulatorTier tier, QueueOptions queue)
    {
        if (tier != EmulatorTier.Basic)
            return;
        Refuse(queue.Name, nameof(queue.RequiresSession), queue.RequiresSession);
        Refuse(queue.Name, nameof(queue.RequiresDuplicateDetection), queue.RequiresDuplicateDetection);
        Refuse(queue.Name, nameof(queue.ForwardTo), queue.ForwardTo is not null);
        Refuse(queue.Name, nameof(queue.ForwardDeadLetteredMessagesTo), queue.ForwardDeadLetteredMessagesTo is not null);
    }

    /// <exception cref="ArgumentException">The tier has no topics.</exception>
    public static void Check(EmulatorTier tier, TopicOptions topic)
    {
        if (tier == EmulatorTier.Basic)
            throw new ArgumentException($"The Basic tier has no topics, and '{topic.Name}' is one: use Standard or Premium.");
    }

    private static void Refuse(string queue, string property, bool isWanted)
    {
        if (isWanted)
            throw new ArgumentException($"The Basic tier has no {property}, which queue '{queue}' asks for: leave it out, or use Standard or Premium.");
    }
}
