namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// Registers of the VL53L1X by the names of ST's register map, which is part of its API (STSW-IMG007, STSW-IMG009); the data sheet
/// DS12385 names the identification only. Addresses have 16 bits, values of several bytes begin with the highest.
/// </summary>
internal static class Vl53l1xRegister
{
    public const ushort DeviceAddress = 0x0001; // I2C_SLAVE__DEVICE_ADDRESS, 7 bits
    public const ushort VhvTimeoutLoopBound = 0x0008; // VHV_CONFIG__TIMEOUT_MACROP_LOOP_BOUND
    public const ushort VhvInit = 0x000B; // VHV_CONFIG__INIT
    public const ushort ExternalSupply = 0x002E; // PAD_I2C_HV__EXTSUP_CONFIG
    public const ushort InterruptPolarity = 0x0030; // GPIO_HV_MUX__CTRL, bit 4 set is active low
    public const ushort InterruptStatus = 0x0031; // GPIO__TIO_HV_STATUS, bit 0 is the level of the interrupt pin
    public const ushort PhaseCalibrationTimeout = 0x004B; // PHASECAL_CONFIG__TIMEOUT_MACROP
    public const ushort TimeoutA = 0x005E; // RANGE_CONFIG__TIMEOUT_MACROP_A
    public const ushort PeriodA = 0x0060; // RANGE_CONFIG__VCSEL_PERIOD_A
    public const ushort TimeoutB = 0x0061; // RANGE_CONFIG__TIMEOUT_MACROP_B
    public const ushort PeriodB = 0x0063; // RANGE_CONFIG__VCSEL_PERIOD_B
    public const ushort ValidPhaseHigh = 0x0069; // RANGE_CONFIG__VALID_PHASE_HIGH
    public const ushort InterMeasurement = 0x006C; // SYSTEM__INTERMEASUREMENT_PERIOD
    public const ushort Window = 0x0078; // SD_CONFIG__WOI_SD0, SD1
    public const ushort InitialPhase = 0x007A; // SD_CONFIG__INITIAL_PHASE_SD0, SD1
    public const ushort RegionCentre = 0x007F; // ROI_CONFIG__USER_ROI_CENTRE_SPAD, and behind it the size, height - 1 in the upper half
    public const ushort InterruptClear = 0x0086; // SYSTEM__INTERRUPT_CLEAR, and behind it the start
    public const ushort ModeStart = 0x0087; // SYSTEM__MODE_START
    public const ushort Result = 0x0089; // RESULT__RANGE_STATUS, 17 bytes to the signal rate
    public const ushort Oscillator = 0x00DE; // RESULT__OSC_CALIBRATE_VAL, 10 bits
    public const ushort SystemStatus = 0x00E5; // FIRMWARE__SYSTEM_STATUS, not 0 once it has booted
    public const ushort ModelId = 0x010F; // IDENTIFICATION__MODEL_ID, and behind it the module's type
}
