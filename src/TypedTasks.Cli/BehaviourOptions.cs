using System.CommandLine;
using System.Globalization;
using TypedTasks.Emulator;

namespace TypedTasks.Cli;

/// <summary>The options by which an application is tried on both sides of what the service leaves open.</summary>
internal sealed class BehaviourOptions
{
    private const string Never = "never";

    private readonly Option<string?> delay = new("--transfer-delay")
    {
        HelpName = "time",
        Description = "How long a message is on its way when it goes by way of one entity to another; it arrives with the commit without it. For example 200ms.",
    };

    private readonly Option<bool> reorder = new("--reorder-transfers")
    {
        Description = "Gives each message another part of --transfer-delay, so that those by way of several entities arrive in any order.",
    };

    private readonly Option<string?> seed = new("--transfer-seed") { HelpName = "number", Description = "From where the parts of --reorder-transfers are drawn: the same number draws the same ones. [default: 0]" };
    private readonly Option<bool> released = new("--count-released") { Description = "Counts a message that its receiver released as delivered once more; what the service does is disputed." };
    private readonly Option<string?> idle = new("--idle-links") { HelpName = "time|never", Description = "For how long a link may be idle before it is detached. [default: 10m, as the service has it]" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { delay, reorder, seed, released, idle })
            command.Options.Add(option);
    }

    /// <exception cref="FormatException">A value cannot be understood, or one option needs another; the text says which.</exception>
    public void Read(ParseResult parsed, ServiceBusEmulatorOptions options)
    {
        if (parsed.GetValue(this.delay) is { } delay)
            options.TransferDelay = DurationArgument.Parse($"{this.delay.Name} {delay}", delay);
        options.ReordersTransfers = parsed.GetValue(reorder);
        options.ReleasedCountsAsDelivery = parsed.GetValue(released);
        if (options.ReordersTransfers && options.TransferDelay == TimeSpan.Zero)
            throw new FormatException($"{reorder.Name} needs {this.delay.Name}: without a delay everything arrives at once.");
        if (parsed.GetValue(this.seed) is { } seed)
        {
            if (!options.ReordersTransfers)
                throw new FormatException($"{this.seed.Name} needs {reorder.Name}.");
            options.TransferSeed = int.TryParse(seed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new FormatException($"'{this.seed.Name} {seed}' has no whole number.");
        }

        if (parsed.GetValue(this.idle) is { } idle)
            options.IdleLinkTimeout = idle == Never ? Timeout.InfiniteTimeSpan : DurationArgument.Parse($"{this.idle.Name} {idle}", idle);
    }
}
