//contract type Corpus.ContractShapeData { name: string, size: int }
//contract task contract-shape.do(): nothing
namespace Corpus;

public sealed record ContractShapeData(string Name); //! TT4008

public static partial class ContractShape
{
    [Task] public static void Do() { }
}
