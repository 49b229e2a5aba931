using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TypedTasks.Emulator;

namespace TypedTasks.Cli;

/// <summary>What <c>typedtasks emulator</c> says when it begins and when it ends, in lines of at most 80 characters but for the connection strings.</summary>
internal static class EmulatorText
{
    public static IEnumerable<string> Greeting(ServiceBusEmulator emulator, ServiceBusEmulatorOptions options, bool print)
    {
        yield return $"Listening on {new IPEndPoint(options.Address, emulator.Port)}";
        if (print)
            yield return emulator.ConnectionString;
        yield return $"Health and management on {new IPEndPoint(options.Address, emulator.HttpPort!.Value)}";
        if (print)
            yield return emulator.AdministrationConnectionString!;
        var host = HostOf(options);
        yield return $"Explorer, which asks for the key: {(options.Certificate is null ? "http" : "https")}://{host}:{emulator.HttpPort}/";
        if (options.SharedAccessKey is not null)
        {
            yield return $"The key is that of {EmulatorArguments.KeyVariable}.";
        }
        else
        {
            yield return $"The key is another one in each run, unless {EmulatorArguments.KeyVariable} holds one.";
            if (!print)
                yield return "--print-connection-string shows it.";
        }

        if (options.Certificate is not null)
        {
            yield return "Over TLS the official .NET client ignores the port of a connection string: set";
            yield return $"ServiceBusClientOptions.CustomEndpointAddress to amqps://{host}:{emulator.Port}";
        }

        if (options.IsolateByKeyName)
            yield return "Each other SharedAccessKeyName with this key is a namespace of its own.";
        if (options.Tier != EmulatorTier.Unlimited)
            yield return $"It stands for the {options.Tier} tier{(options.Tier == EmulatorTier.Premium ? "." : ": 1,000 credits a second.")}";
        yield return "Ctrl+C stops it.";
    }

    /// <summary>What was used, where anything was.</summary>
    public static IEnumerable<string> Farewell(ServiceBusEmulator emulator, ServiceBusEmulatorOptions options)
    {
        var all = emulator.GetNamespaces().Select(static space => (space.Name, Usage: space.GetUsage())).Prepend((options.SharedAccessKeyName, emulator.GetUsage()))
            .Where(static space => space.Item2 is { Operations: > 0 } or { Throttled: > 0 }).ToList();
        foreach (var (name, usage) in all)
        {
            yield return all.Count == 1 && name == options.SharedAccessKeyName ? "It was used for:" : $"Namespace {name} was used for:";
            yield return Line(usage.Operations, "operations, as the service bills them");
            yield return Line(usage.Credits, $"credits, at most {Number(usage.MostCreditsInASecond)} in a second");
            foreach (var (count, what) in Parts(usage))
                yield return $"    {Line(count, what)}";
        }
    }

    private static IEnumerable<(long Count, string What)> Parts(EmulatorUsage usage) => new (long Count, string What)[]
    {
        (usage.MessagesSent, "messages sent"), (usage.MessagesReceived, "messages received"), (usage.MessagesPeeked, "messages peeked"),
        (usage.MessagesForwarded, "messages forwarded"), (usage.Settlements, "settlements"), (usage.LockRenewals, "lock renewals"),
        (usage.FilterEvaluations, "filter evaluations"), (usage.ManagementRequests, "management requests"), (usage.OtherRequests, "other requests"),
        (usage.Throttled, "requests refused for want of credits"),
    }.Where(static part => part.Count > 0);

    private static string Line(long count, string what) => $"{Number(count),12} {what}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string HostOf(ServiceBusEmulatorOptions options) => options.HostNames.Count > 0 ? options.HostNames[0] : options.Address switch
    {
        var address when address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) => "localhost",
        { AddressFamily: AddressFamily.InterNetworkV6 } address => $"[{address}]",
        var address => address.ToString(),
    };
}
