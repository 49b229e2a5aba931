using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TypedTasks.Emulator;

namespace TypedTasks.Cli;

/// <summary><c>typedtasks emulator</c>: a Service Bus on this machine until it is told to stop.</summary>
internal static class EmulatorCommand
{
    /// <summary>The key comes by environment: arguments are seen by every user of the machine.</summary>
    private const string KeyVariable = "TYPEDTASKS_EMULATOR_KEY";
    private const int OfficialPort = 5672;
    private const int OfficialHttpPort = 5300;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The port to listen on; 0 takes a free one.", DefaultValueFactory = _ => OfficialPort };
        var httpPort = new Option<int?>("--http-port")
        {
            Description = $"The port of /health and of the management API; 0 takes a free one. {OfficialHttpPort} by default, a free one with --port 0.",
        };
        var queues = new Option<string[]>("--queue")
        {
            Description = "A queue to create: name[,lock=5s][,max-delivery=3][,ttl=1h][,dedup=off|20s][,sessions][,forward-to=name][,dead-letter-expired]. Repeat for more.",
        };
        var config = new Option<FileInfo?>("--config") { Description = "A Config.json of the official emulator with queues and topics." };
        var data = new Option<string?>("--data") { Description = "The folder that keeps messages beyond the process; in memory without it." };
        var sync = new Option<bool>("--sync") { Description = "Acknowledges only what the disk has confirmed, not what was merely written." };
        var address = new Option<string>("--address") { Description = "The address to listen on.", DefaultValueFactory = _ => "127.0.0.1" };
        var insecure = new Option<bool>("--allow-insecure") { Description = "Listens on an address that others can reach, without encryption." };
        var names = new Option<string[]>("--host-name") { Description = "A name by which others reach the emulator, besides localhost. Repeat for more." };
        var print = new Option<bool>("--print-connection-string")
        {
            Description = "Writes the connection strings, which contain the key: for messages as the second line, for administration as the fourth.",
        };
        var command = new Command("emulator", $"Runs a local Service Bus. The key is random, or taken from {KeyVariable}.")
        {
            port, httpPort, queues, config, data, sync, address, names, insecure, print,
        };
        var certificates = new CertificateOptions();
        certificates.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var options = new ServiceBusEmulatorOptions
                {
                    Port = parsed.GetValue(port),
                    HttpPort = parsed.GetValue(httpPort) ?? (parsed.GetValue(port) == 0 ? 0 : OfficialHttpPort),
                    Address = IPAddress.Parse(parsed.GetValue(address)!),
                    DataFolder = parsed.GetValue(data),
                    SyncToDisk = parsed.GetValue(sync),
                    AllowInsecure = parsed.GetValue(insecure),
                    SharedAccessKey = Environment.GetEnvironmentVariable(KeyVariable),
                };
                foreach (var name in parsed.GetValue(names) ?? []) options.HostNames.Add(name);
                foreach (var queue in parsed.GetValue(queues) ?? []) options.Queues.Add(QueueArgument.Parse(queue));
                using var certificate = certificates.Read(parsed, options.HostNames);
                options.Certificate = certificate;
                if (parsed.GetValue(config) is { } file) options.AddConfiguration(await File.ReadAllTextAsync(file.FullName, cancellationToken));
                await RunAsync(options, parsed.GetValue(print), cancellationToken);
                return 0;
            }
            catch (Exception failure) when (failure is ArgumentException or FormatException or SocketException or IOException or CryptographicException)
            {
                await Console.Error.WriteLineAsync(failure.Message);
                return 1;
            }
        });
        return command;
    }

    private static async Task RunAsync(ServiceBusEmulatorOptions options, bool print, CancellationToken cancellationToken)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var cancelled = cancellationToken.Register(() => stop.TrySetResult());
        await using var emulator = await ServiceBusEmulator.StartAsync(options, cancellationToken);
        await Console.Out.WriteLineAsync($"Listening on {options.Address}:{emulator.Port}");
        if (print) await Console.Out.WriteLineAsync(emulator.ConnectionString);
        await Console.Out.WriteLineAsync($"Health and management on {options.Address}:{emulator.HttpPort}");
        if (print) await Console.Out.WriteLineAsync(emulator.AdministrationConnectionString);
        await Console.Out.FlushAsync(CancellationToken.None);
        await stop.Task;

        void Stop(PosixSignalContext context)
        {
            // The default would end the process before connections are closed in good order.
            context.Cancel = true;
            stop.TrySetResult();
        }
    }
}
