using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Demo;

public sealed record Item(string Name);
public enum Size { Small, Large }
[JsonConverter(typeof(JsonStringEnumConverter<Shade>))] public enum Shade { Light, Dark }

public static partial class Types
{
    [Task] public static void Lists(List<Item> a, IReadOnlyList<Item?> b, IEnumerable<int> c, Item[] d, int[][] e, IList<Size> f, byte[] g) { }
    [Task] public static void Maps(Dictionary<string, Item> a, IReadOnlyDictionary<string, List<Size>> b) { }
    [Task] public static void Sets(HashSet<string> a, ISet<int> b, ImmutableArray<Item> c, ImmutableDictionary<string, int> d) { }
    [Task] public static void Values(int? a, Size? b, Shade c, (int, Item) d, (Size A, (int, string?) B)? e, JsonElement f) { }
    [Task] public static Task<(Item, IReadOnlyList<Shade>)> Result() => throw new NotImplementedException();
}
