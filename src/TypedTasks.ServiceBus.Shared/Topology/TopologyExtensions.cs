using Microsoft.Extensions.DependencyInjection;
using TypedTasks.ServiceBus;
using TypedTasks.Transport;

namespace TypedTasks;

/// <summary>Says which queues an application needs.</summary>
public static class TopologyExtensions
{
    private const string Usage = "topology --format bicep|terraform|azcli|emulator";

    /// <summary>
    /// Writes the queues that the tasks of the application need, with the settings that they need, if the arguments are
    /// <c>topology --format bicep|terraform|azcli|emulator</c>. Call it between building the host and running it: nothing
    /// is started and no broker is asked.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="args">The arguments of the program.</param>
    /// <param name="output">Where to write; the standard output by default.</param>
    /// <returns>Whether the arguments asked for it, so that the program has done its work.</returns>
    /// <exception cref="ArgumentException">The format is not known, or a queue has a name that Azure does not allow.</exception>
    public static bool WriteTopology(this IServiceProvider services, IReadOnlyList<string> args, TextWriter? output = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(args);
        if (args.Count == 0 || args[0] != "topology")
            return false;
        string[] rest = [.. args.Skip(1)];
        var format = rest switch
        {
            ["--format", var name] => Parse(name),
            [var option] when option.StartsWith("--format=", StringComparison.Ordinal) => Parse(option["--format=".Length..]),
            _ => throw new ArgumentException($"Write {Usage}."),
        };
        (output ?? Console.Out).Write(services.GetTopology(format));
        return true;
    }

    /// <summary>The queues that the tasks of the application need, with the settings that they need.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="format">What it is written for.</param>
    /// <exception cref="ArgumentException">A queue has a name that Azure does not allow.</exception>
    public static string GetTopology(this IServiceProvider services, TopologyFormat format)
    {
        ArgumentNullException.ThrowIfNull(services);
        var queues = services.GetRequiredService<ITaskQueues>();
        return QueueTopology.Write(queues.Names, queues.Ordered, format);
    }

    private static TopologyFormat Parse(string name) => name switch
    {
        "bicep" => TopologyFormat.Bicep,
        "terraform" => TopologyFormat.Terraform,
        "azcli" => TopologyFormat.AzCli,
        "emulator" => TopologyFormat.Emulator,
        _ => throw new ArgumentException($"'{name}' is not a format of a topology. Write {Usage}."),
    };
}
