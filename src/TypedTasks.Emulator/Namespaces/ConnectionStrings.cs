using System.Net;
using System.Net.Sockets;
using TypedTasks.Emulator.Security;

namespace TypedTasks.Emulator.Namespaces;

/// <summary>Writes what clients need to connect.</summary>
internal sealed class ConnectionStrings(ServiceBusEmulatorOptions options, AccessKey key)
{
    private string Host => options.HostNames.Count > 0 ? options.HostNames[0] : options.Address switch
    {
        { AddressFamily: AddressFamily.InterNetworkV6 } address => $"[{(address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address)}]",
        var address when address.Equals(IPAddress.Any) => IPAddress.Loopback.ToString(),
        var address => address.ToString(),
    };

    // Clients take the word for an emulator as leave to do without TLS.
    public string To(int port, string keyName) =>
        $"Endpoint=sb://{Host}:{port};{key.ConnectionStringPart(keyName)}{(options.Certificate is null ? ";UseDevelopmentEmulator=true" : "")}";
}
