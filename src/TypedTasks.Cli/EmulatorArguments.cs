using System.CommandLine;
using System.Globalization;
using System.Net;
using TypedTasks.Emulator;

namespace TypedTasks.Cli;

/// <summary>What <c>typedtasks emulator</c> can be told, and the emulator that it makes of that.</summary>
internal sealed class EmulatorArguments
{
    /// <summary>The key comes by environment: arguments are seen by every user of the machine.</summary>
    public const string KeyVariable = "TYPEDTASKS_EMULATOR_KEY";
    private const int OfficialPort = 5672;
    private const int OfficialHttpPort = 5300;

    private readonly Option<string?> port = new("--port") { HelpName = "number", Description = $"The port for messages; 0 takes a free one. [default: {OfficialPort}]" };
    private readonly Option<string?> httpPort = new("--http-port")
    {
        HelpName = "number",
        Description = $"The port of /health, management and explorer; 0 takes a free one. [default: {OfficialHttpPort}, or a free one with --port 0]",
    };

    private readonly Option<string[]> queues = new("--queue")
    {
        HelpName = "name,setting,...",
        Description = $"A queue to make, as workers want it. Its settings: {QueueArgument.Settings}. Repeat for more.",
    };

    private readonly Option<FileInfo[]> configs = new("--config")
    {
        HelpName = "file",
        Description = "Queues and topics of a file: a Config.json of the official emulator, what 'bicep build' writes, or what 'terraform show -json' writes. Repeat for more.",
    };

    private readonly Option<string[]> parameters = new("--parameter") { HelpName = "name=value", Description = "A parameter of the template that --config names. Repeat for more." };

    private readonly Option<string?> tier = new("--tier")
    {
        HelpName = "basic|standard|premium",
        Description = "The tier to stand for: what it has not is refused, and basic and standard have 1,000 credits a second. Without it, everything is allowed.",
    };

    private readonly Option<bool> isolate = new("--isolate")
    {
        Description = "Makes each other SharedAccessKeyName with the same key a namespace of its own, for tests that run at the same time.",
    };

    private readonly BehaviourOptions behaviour = new();

    private readonly Option<string?> data = new("--data") { HelpName = "folder", Description = "The folder that keeps messages beyond the process; in memory without it." };
    private readonly Option<bool> sync = new("--sync") { Description = "Acknowledges only what the disk has confirmed, not what was merely written." };
    private readonly Option<string> address = new("--address") { HelpName = "address", Description = "The address to listen on.", DefaultValueFactory = static _ => "127.0.0.1" };
    private readonly Option<string[]> names = new("--host-name") { HelpName = "name", Description = "A name by which others reach the emulator, besides localhost. Repeat for more." };
    private readonly Option<bool> insecure = new("--allow-insecure") { Description = "Listens on an address that others can reach, without encryption." };
    private readonly Option<bool> print = new("--print-connection-string")
    {
        Description = "Writes the connection strings, which contain the key: for messages as the second line, for administration as the fourth.",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { port, httpPort, queues, configs, parameters, tier, isolate, data, sync, address, names, insecure, print })
            command.Options.Add(option);
        behaviour.AddTo(command);
    }

    public bool PrintsConnectionStrings(ParseResult parsed) => parsed.GetValue(print);

    /// <exception cref="FormatException">An argument or a file cannot be understood; the text says which.</exception>
    public async Task<ServiceBusEmulatorOptions> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var tier = Tier(parsed.GetValue(this.tier));
        var port = Port("--port", parsed.GetValue(this.port)) ?? OfficialPort;
        var options = new ServiceBusEmulatorOptions
        {
            Port = port,
            HttpPort = Port("--http-port", parsed.GetValue(httpPort)) ?? (port == 0 ? 0 : OfficialHttpPort),
            Address = IPAddress.TryParse(parsed.GetValue(this.address), out var address)
                ? address
                : throw new FormatException($"'{parsed.GetValue(this.address)}' is not an address to listen on: write one such as 127.0.0.1, 0.0.0.0 or ::1."),
            Tier = tier,
            IsolateByKeyName = parsed.GetValue(isolate),
            DataFolder = parsed.GetValue(data),
            SyncToDisk = parsed.GetValue(sync),
            AllowInsecure = parsed.GetValue(insecure),
            SharedAccessKey = Environment.GetEnvironmentVariable(KeyVariable),
        };
        behaviour.Read(parsed, options);
        foreach (var name in parsed.GetValue(names) ?? [])
            options.HostNames.Add(name);
        foreach (var queue in parsed.GetValue(queues) ?? [])
            options.Queues.Add(QueueArgument.Parse(queue, tier));
        await ReadFilesAsync(parsed, options, cancellationToken);
        return options;
    }

    private static EmulatorTier Tier(string? text) => text?.ToLowerInvariant() switch
    {
        null => EmulatorTier.Unlimited,
        "basic" => EmulatorTier.Basic,
        "standard" => EmulatorTier.Standard,
        "premium" => EmulatorTier.Premium,
        _ => throw new FormatException($"'{text}' is no tier: use basic, standard or premium."),
    };

    private static int? Port(string option, string? text)
    {
        if (text is null)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new FormatException($"'{text}' is not a port for {option}: write a number from 0 to {IPEndPoint.MaxPort}.");
    }

    private async Task ReadFilesAsync(ParseResult parsed, ServiceBusEmulatorOptions options, CancellationToken cancellationToken)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in parsed.GetValue(this.parameters) ?? [])
        {
            var pair = parameter.Split('=', 2);
            if (pair.Length < 2 || pair[0].Length == 0)
                throw new FormatException($"'{parameter}' is no parameter with a value: write --parameter NAME=VALUE.");
            parameters[pair[0]] = pair[1];
        }

        var files = parsed.GetValue(configs) ?? [];
        if (files.Length == 0 && parameters.Count > 0)
            throw new FormatException("--parameter needs --config with a template.");
        foreach (var file in files)
        {
            if (!file.Exists)
                throw new FormatException($"There is no file '{file.FullName}' to read queues from.");
            try
            {
                options.AddConfiguration(await File.ReadAllTextAsync(file.FullName, cancellationToken), parameters);
            }
            catch (FormatException wrong)
            {
                throw new FormatException($"{file.Name}: {wrong.Message}", wrong);
            }
        }
    }
}
