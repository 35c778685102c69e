using System.Buffers.Binary;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>
/// Whose resolvable private address it is (Bluetooth Core 5.4, Vol 6 Part B, section 1.3.2.3), among enrolled staff and test phones.
/// Each address is tried once and remembered, recognised or not.
/// </summary>
internal sealed class AddressResolver(TrialBudget budget) : IDisposable
{
    /// <summary>Every new address is tried with every key.</summary>
    public const int KeysMax = 64;

    /// <summary>Recognised addresses; a phone takes a new one every quarter of an hour.</summary>
    public const int KnownMax = 1024;

    /// <summary>Addresses that nobody's key explains. Full, they are forgotten and tried again, within <see cref="TrialBudget"/>.</summary>
    public const int StrangersMax = 8192;

    private readonly List<(AesBlock Key, Identifier Owner)> keys = [];
    private readonly Dictionary<BluetoothAddress, Identifier> known = [];
    private readonly HashSet<BluetoothAddress> strangers = [];

    public void Add(BeaconKey key, Identifier owner) => keys.Add((new AesBlock(key.Secret), owner));

    /// <summary>The owner, or null.</summary>
    public Identifier? Resolve(BluetoothAddress address, TimeSpan at)
    {
        if (keys.Count == 0 || !IsResolvable(address))
        {
            return null;
        }

        if (known.TryGetValue(address, out var owner))
        {
            return owner;
        }

        if (strangers.Contains(address) || !budget.TrySpend(keys.Count, at))
        {
            return null;
        }

        foreach (var (key, candidate) in keys)
        {
            if (Fits(key, address))
            {
                return Remember(address, candidate);
            }
        }

        return Remember(address, owner: null);
    }

    /// <summary>The address was made with this key: its lower half is the hash of its upper half.</summary>
    public static bool Fits(AesBlock key, BluetoothAddress address)
    {
        // ah (Vol 3 Part H, section 2.2.2): encrypt the random part, take the last three bytes.
        Span<byte> block = stackalloc byte[AesBlock.Bytes];
        block.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(block[12..], (uint)(address.Value >> 24));
        key.Encrypt(block, block);
        return (BinaryPrimitives.ReadUInt32BigEndian(block[12..]) & 0xFF_FFFF) == (address.Value & 0xFF_FFFF);
    }

    /// <summary>The two highest bits of a random address say that it can be resolved.</summary>
    public static bool IsResolvable(BluetoothAddress address) => address.Value >> 46 == 0b01;

    public void Dispose()
    {
        foreach (var (key, _) in keys)
        {
            key.Dispose();
        }
    }

    private Identifier? Remember(BluetoothAddress address, Identifier? owner)
    {
        if (owner is not null)
        {
            if (known.Count >= KnownMax)
            {
                known.Clear();
            }

            known[address] = owner;
            return owner;
        }

        if (strangers.Count >= StrangersMax)
        {
            strangers.Clear();
        }

        strangers.Add(address);
        return null;
    }
}
