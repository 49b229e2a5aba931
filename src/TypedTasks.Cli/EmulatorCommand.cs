using System.CommandLine;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TypedTasks.Emulator;

namespace TypedTasks.Cli;

/// <summary><c>typedtasks emulator</c>: a Service Bus on this machine until it is told to stop.</summary>
internal static class EmulatorCommand
{
    public static Command Create()
    {
        var command = new Command("emulator", $"Runs a local Service Bus. Each run has another key, unless {EmulatorArguments.KeyVariable} holds one; --print-connection-string shows it.");
        var arguments = new EmulatorArguments();
        arguments.AddTo(command);
        var certificates = new CertificateOptions();
        certificates.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var options = await arguments.ReadAsync(parsed, cancellationToken);
                using var certificate = certificates.Read(parsed, options.HostNames);
                options.Certificate = certificate;
                await RunAsync(options, arguments.PrintsConnectionStrings(parsed), cancellationToken);
                return 0;
            }
            catch (Exception failure) when (failure is ArgumentException or FormatException or SocketException or IOException or UnauthorizedAccessException or CryptographicException)
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
        foreach (var line in EmulatorText.Greeting(emulator, options, print))
            await Console.Out.WriteLineAsync(line);
        await Console.Out.FlushAsync(CancellationToken.None);
        await stop.Task;
        foreach (var line in EmulatorText.Farewell(emulator, options))
            await Console.Out.WriteLineAsync(line);

        void Stop(PosixSignalContext context)
        {
            // The default would end the process before connections are closed in good order.
            context.Cancel = true;
            stop.TrySetResult();
        }
    }
}
